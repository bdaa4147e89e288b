/**
 * Calls back once the page has been visible for so long since the last restart; time in another tab does not count.
 *
 * @param most Milliseconds.
 */
export class Dwell {
  #left: number;
  #since: number | undefined;
  #timer: ReturnType<typeof setTimeout> | undefined;

  constructor(
    private readonly most: number,
    private readonly done: () => void,
  ) {
    this.#left = most;
    document.addEventListener('visibilitychange', this.#turn);
    this.#turn();
  }

  restart(): void {
    this.#pause();
    this.#left = this.most;
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
