/** Milliseconds of work before the page gets a turn. The last piece may take longer, up to four times on a slow device. */
const SLICE = 4;

/** Does work piece by piece, in order, in tasks of its own. */
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
