import type { Catalogue } from '../core/catalogue.ts';
import { createFindItem, type FindItem } from './known-items.ts';
import type { Prices } from './prices.ts';
import type { SteadyScorer } from './steady-scorer.ts';

/**
 * A catalogue and what scores it. A newer one may come while a call is under way: the call ends on what it began with, so
 * that no row of one catalogue is taken for a row of another.
 */
export class Served {
  readonly find: FindItem;
  #calls = 0;
  #retired = false;

  /** Takes over `scorer`. */
  constructor(
    private catalogue: Catalogue,
    readonly scorer: SteadyScorer,
    readonly otherNames: ReadonlyMap<string, string> = new Map(),
    private readonly prices?: Prices,
  ) {
    const pack = catalogue;
    this.find = createFindItem(pack, otherNames);
  }

  get pack(): Catalogue {
    return this.catalogue;
  }

  /** Looks at what the prices are now. What goes wrong leaves those that are there. @returns Whether they are others. */
  async refreshPrices(): Promise<boolean> {
    const items = await this.prices?.read().catch(() => undefined);
    if (items) this.catalogue = { ...this.catalogue, items };
    return items !== undefined;
  }

  /** Does a piece of work, before whose end nothing is freed. */
  async during<Result>(work: (served: this) => Promise<Result>): Promise<Result> {
    this.#calls++;
    try {
      return await work(this);
    } finally {
      this.#calls--;
      this.#freeIfIdle();
    }
  }

  /** No other call will come: frees the scorer, once those under way have ended. */
  retire(): void {
    this.#retired = true;
    this.#freeIfIdle();
  }

  #freeIfIdle(): void {
    if (this.#retired && this.#calls === 0) this.scorer.dispose();
  }
}
