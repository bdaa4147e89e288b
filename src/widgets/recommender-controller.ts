import { pageRecommender } from '../page/page-recommender.ts';
import { warn } from '../page/warn.ts';
import { whenNear } from '../page/when-needed.ts';
import type { Recommender } from '../types.ts';

/**
 * Ties an element to its recommender: once the element nears the viewport, and again after every change of history or
 * of its attributes. The element is asked to refresh once for whatever changes at a time, and not before the last
 * refresh has ended.
 */
export class RecommenderLink {
  #own: Recommender | Promise<Recommender> | undefined;
  #ready: Recommender | undefined;
  #stop: (() => void) | undefined;
  #wanted = false;
  #busy = false;

  /** @param refresh Must not reject for what it can handle; what it rejects with is warned of. */
  constructor(
    private readonly element: Element,
    private readonly refresh: (recommender: Recommender) => Promise<void>,
  ) {}

  /** The recommender, once there is one. */
  get ready(): Recommender | undefined {
    return this.#ready;
  }

  get own(): Recommender | Promise<Recommender> | undefined {
    return this.#own;
  }

  /** Takes another recommender than the page's. */
  set own(recommender: Recommender | Promise<Recommender> | undefined) {
    this.#own = recommender;
    if (!this.#stop) return;
    this.disconnect();
    this.connect();
  }

  connect(): void {
    this.#stop = whenNear([this.element], () => void this.#open());
  }

  disconnect(): void {
    this.#stop?.();
    this.#stop = undefined;
    this.#ready = undefined;
  }

  /** Asks for a refresh. */
  request(): void {
    this.#wanted = true;
    if (!this.#busy) void this.#work();
  }

  async #open(): Promise<void> {
    const stop = this.#stop;
    // Whoever started the page's recommender has said why it did not.
    const recommender = await (this.#own ?? pageRecommender().catch(() => undefined));
    if (!recommender || stop !== this.#stop) return; // gone meanwhile
    this.#ready = recommender;
    this.#stop = recommender.on('change', () => {
      this.request();
    });
    this.request();
  }

  async #work(): Promise<void> {
    this.#busy = true;
    await Promise.resolve(); // attributes often change together
    while (this.#wanted && this.#ready) {
      this.#wanted = false;
      await this.refresh(this.#ready).catch(warn);
    }
    this.#busy = false;
  }
}
