import type { Table } from '../core/table.ts';
import { TopK } from '../core/vectors/top-k.ts';

/** The strongest neighbours of every row, row after row. */
export interface Neighbours {
  /**
   * Keeps it if it is among the strongest of its row; what is worth nothing is never kept. Ties go to the lower target.
   *
   * @param row Never lower than the last.
   */
  offer(row: number, target: number, weight: number): void;
  /** Once, after all offers. */
  table(): Table;
}

/** Weights have eight bits: 255 is the largest of the table. */
const LARGEST = 255;

/**
 * @param count Rows of the catalogue.
 * @param most Neighbours kept a row.
 */
export function createNeighbours(count: number, most: number): Neighbours {
  const sizes = new Uint32Array(count);
  const targets = new Uint32Array(count * most);
  const weights = new Float64Array(count * most);
  let current = 0;
  let best = new TopK(most);
  const close = () => {
    const hits = best.sorted();
    hits.forEach(({ row, key }, i) => {
      targets[current * most + i] = row;
      weights[current * most + i] = key;
    });
    sizes[current] = hits.length;
    if (hits.length > 0) best = new TopK(most);
  };
  return {
    offer(row, target, weight) {
      if (row !== current) {
        close();
        current = row;
      }
      if (weight > 0) best.push(target, weight);
    },
    table() {
      close();
      return quantised(sizes, targets, weights, most);
    },
  };
}

/** One scale for all rows, since weights of different rows are added up. What rounds to 0 is left out. */
function quantised(sizes: Uint32Array, targets: Uint32Array, weights: Float64Array, most: number): Table {
  const count = sizes.length;
  const scale = Math.fround(weights.reduce((a, b) => Math.max(a, b), 0) / LARGEST);
  const offsets = new Uint32Array(count + 1);
  const kept: number[] = []; // places
  for (let row = 0; row < count; row++) {
    for (let i = row * most; i < row * most + sizes[row]!; i++)
      if (Math.round(weights[i]! / scale) > 0) kept.push(i);
    offsets[row + 1] = kept.length;
  }
  const narrow = count <= 65_536 ? new Uint16Array(kept.length) : new Uint32Array(kept.length);
  kept.forEach((place, i) => {
    narrow[i] = targets[place]!;
  });
  const bytes = Uint8Array.from(kept, (place) => Math.min(LARGEST, Math.round(weights[place]! / scale)));
  return { offsets, targets: narrow, weights: bytes, scale };
}
