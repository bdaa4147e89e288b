import type { Table } from '../core/table.ts';
import { TopK } from '../core/vectors/top-k.ts';

/** Collects the strongest neighbours of every row. Rows must be given in ascending order. */
export interface Neighbours {
  /**
   * Keeps the target if it is among the strongest of the row. A weight of 0 is never kept; ties go to the lower target.
   *
   * @param row The row of the call before, or a higher one.
   */
  offer(row: number, target: number, weight: number): void;
  /** Call it once, after all offers. */
  table(): Table;
}

/** Weights have eight bits: the largest of the table becomes 255. */
const MAX_WEIGHT = 255;

/**
 * @param count Rows of the catalogue.
 * @param limit Neighbours kept of each row.
 */
export function createNeighbours(count: number, limit: number): Neighbours {
  const sizes = new Uint32Array(count);
  const targets = new Uint32Array(count * limit);
  const weights = new Float64Array(count * limit);
  let current = 0;
  let best = new TopK(limit);
  const close = () => {
    const hits = best.sorted();
    hits.forEach(({ row, key }, i) => {
      targets[current * limit + i] = row;
      weights[current * limit + i] = key;
    });
    sizes[current] = hits.length;
    if (hits.length > 0) best = new TopK(limit);
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
      return quantised(sizes, targets, weights, limit);
    },
  };
}

/** All rows share one scale, since ranking adds up weights of different rows. Weights that round to 0 are left out. */
function quantised(sizes: Uint32Array, targets: Uint32Array, weights: Float64Array, limit: number): Table {
  const count = sizes.length;
  const scale = Math.fround(weights.reduce((a, b) => Math.max(a, b), 0) / MAX_WEIGHT);
  const offsets = new Uint32Array(count + 1);
  const kept: number[] = []; // indices into `targets`
  for (let row = 0; row < count; row++) {
    for (let i = row * limit; i < row * limit + sizes[row]!; i++)
      if (Math.round(weights[i]! / scale) > 0) kept.push(i);
    offsets[row + 1] = kept.length;
  }
  const narrow = count <= 65_536 ? new Uint16Array(kept.length) : new Uint32Array(kept.length);
  kept.forEach((index, i) => {
    narrow[i] = targets[index]!;
  });
  const bytes = Uint8Array.from(kept, (index) => Math.min(MAX_WEIGHT, Math.round(weights[index]! / scale)));
  return { offsets, targets: narrow, weights: bytes, scale };
}
