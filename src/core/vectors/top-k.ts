import type { Hit } from '../ports.ts';

/**
 * Keeps the k best of a stream of hits in a bounded binary heap, worst at the root.
 * The order is total: higher key first, then lower row. So the result does not depend on the order of arrival.
 */
export class TopK {
  readonly #keys: Float64Array;
  readonly #rows: Uint32Array;
  #size = 0;

  /** @param k How many to keep, 0 or more. */
  constructor(readonly k: number) {
    this.#keys = new Float64Array(k);
    this.#rows = new Uint32Array(k);
  }

  push(row: number, key: number): void {
    if (this.#size < this.k) this.#rise(this.#size++, row, key);
    else if (this.k > 0 && this.#worse(0, row, key)) this.#sink(row, key);
  }

  /** A later row is kept only if its key is higher than this one. */
  get minKey(): number {
    return this.#size < this.k || this.k === 0 ? -Infinity : this.#keys[0]!;
  }

  /** The hits that were kept, best first. */
  sorted(): Hit[] {
    const hits = Array.from({ length: this.#size }, (_, i) => ({ row: this.#rows[i]!, key: this.#keys[i]! }));
    return hits.sort(byKeyThenRow);
  }

  /** Whether slot `i` ranks below the hit given. */
  #worse(i: number, row: number, key: number): boolean {
    return this.#keys[i]! < key || (this.#keys[i] === key && this.#rows[i]! > row);
  }

  #set(i: number, row: number, key: number): void {
    this.#rows[i] = row;
    this.#keys[i] = key;
  }

  #rise(i: number, row: number, key: number): void {
    while (i > 0) {
      const parent = (i - 1) >> 1;
      if (this.#worse(parent, row, key)) break;
      this.#set(i, this.#rows[parent]!, this.#keys[parent]!);
      i = parent;
    }
    this.#set(i, row, key);
  }

  #sink(row: number, key: number): void {
    let i = 0;
    for (;;) {
      let child = 2 * i + 1;
      if (child >= this.#size) break;
      const right = child + 1;
      if (right < this.#size && this.#worse(right, this.#rows[child]!, this.#keys[child]!)) child = right;
      if (!this.#worse(child, row, key)) break;
      this.#set(i, this.#rows[child]!, this.#keys[child]!);
      i = child;
    }
    this.#set(i, row, key);
  }
}

/** The order of every shelf: higher key first, ties to the lower row. */
export function byKeyThenRow(a: Hit, b: Hit): number {
  return b.key - a.key || a.row - b.row;
}
