import type { Table } from './table.ts';

/** The same table with the strongest `most` neighbours of each row. */
export function narrowed({ offsets, targets, weights, scale }: Table, most: number): Table {
  const rows = offsets.length - 1;
  const next = new Uint32Array(rows + 1);
  for (let row = 0; row < rows; row++)
    next[row + 1] = next[row]! + Math.min(most, offsets[row + 1]! - offsets[row]!);
  const kept = {
    offsets: next,
    targets: targets.slice(0, next[rows]),
    weights: weights.slice(0, next[rows]),
    scale,
  };
  for (let row = 0; row < rows; row++) {
    const [from, to, count] = [offsets[row]!, next[row]!, next[row + 1]! - next[row]!];
    kept.targets.set(targets.subarray(from, from + count), to);
    kept.weights.set(weights.subarray(from, from + count), to);
  }
  return kept;
}
