/** Milliseconds of work between two chances for the page; a slow device makes four times as much of the last piece. */
const SLICE = 4;

/** Does work piece by piece, in order, and never while the page's own code runs. */
export class Slices<Piece> {
  readonly #waiting: Piece[] = [];
  #timer: ReturnType<typeof setTimeout> | undefined;

  constructor(private readonly work: (piece: Piece) => void) {}

  get busy(): boolean {
    return this.#timer !== undefined;
  }

  add(piece: Piece): void {
    this.#waiting.push(piece);
    this.#timer ??= setTimeout(this.#run);
  }

  stop(): void {
    clearTimeout(this.#timer);
    this.#waiting.length = 0;
  }

  readonly #run = (): void => {
    const end = performance.now() + SLICE;
    while (this.#waiting.length > 0 && performance.now() < end) this.work(this.#waiting.shift()!);
    this.#timer = this.#waiting.length > 0 ? setTimeout(this.#run) : undefined;
  };
}
