import { pageRecommender } from '../page/page-recommender.ts';
import { warn } from '../page/warn.ts';
import { whenNear } from '../page/when-needed.ts';
import type { Recommender } from '../types.ts';

/** Has all images read that every shopper reads: now, and not when a shelf needs one. */
export function readImages(recommender: Recommender): void {
  recommender.images([]).catch(warn);
}

/**
 * Ties an element to its recommender. The element is refreshed once it nears the viewport, and again after every change
 * of the history or of its attributes. Changes at the same moment lead to one refresh, and a refresh starts only after
 * the one before has ended.
 */
export class RecommenderController {
  #own: Recommender | Promise<Recommender> | undefined;
  #ready: Recommender | undefined;
  #stop: (() => void) | undefined;
  #wanted = false;
  #busy = false;

  /**
   * @param refresh A rejection becomes a warning on the console.
   * @param failed Called if the recommender does not start.
   */
  constructor(
    private readonly element: Element,
    private readonly refresh: (recommender: Recommender) => Promise<void>,
    private readonly failed: () => void = () => undefined,
  ) {}

  /** The recommender, once it has started. */
  get ready(): Recommender | undefined {
    return this.#ready;
  }

  get own(): Recommender | Promise<Recommender> | undefined {
    return this.#own;
  }

  /** Replaces the page's recommender for this element. */
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
    // If the recommender did not start, the code that started it has warned already.
    const recommender = await Promise.resolve(this.#own ?? pageRecommender()).catch(() => undefined);
    if (!recommender) this.failed();
    if (!recommender || stop !== this.#stop) return; // disconnected meanwhile
    this.#ready = recommender;
    readImages(recommender);
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
