/**
 * Calls back once, when the page has been visible for a time since the last restart. Time in another tab does not count.
 *
 * @param duration Milliseconds.
 */
export class Dwell {
  #left: number;
  #since: number | undefined;
  #timer: ReturnType<typeof setTimeout> | undefined;

  constructor(
    private readonly duration: number,
    private readonly done: () => void,
  ) {
    this.#left = duration;
    document.addEventListener('visibilitychange', this.#turn);
    this.#turn();
  }

  restart(): void {
    this.#pause();
    this.#left = this.duration;
    this.#turn();
  }

  stop(): void {
    this.#pause();
    document.removeEventListener('visibilitychange', this.#turn);
  }

  readonly #turn = (): void => {
    this.#pause();
    if (document.hidden || this.#left <= 0) return;
    this.#since = performance.now();
    this.#timer = setTimeout(() => {
      this.#left = 0;
      this.#since = undefined;
      this.done();
    }, this.#left);
  };

  #pause(): void {
    clearTimeout(this.#timer);
    if (this.#since !== undefined) this.#left -= performance.now() - this.#since;
    this.#since = undefined;
  }
}
