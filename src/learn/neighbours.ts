import type { Table } from '../core/table.ts';
import { TopK } from '../core/top-k.ts';

/** The strongest neighbours of every row, as they are found. */
export interface Neighbours {
  /** Keeps it if it is among the strongest; what is worth nothing is never kept. Ties go to the lower target. */
  offer(row: number, target: number, weight: number): void;
  table(): Table;
}

/** Weights have eight bits: 255 is the largest of the table. */
const LARGEST = 255;

/**
 * @param count Rows of the catalogue.
 * @param most Neighbours kept a row.
 */
export function createNeighbours(count: number, most: number): Neighbours {
  const rows: (TopK | undefined)[] = Array.from({ length: count });
  return {
    offer(row, target, weight) {
      if (weight > 0) (rows[row] ??= new TopK(most)).push(target, weight);
    },
    table: () => packed(rows),
  };
}

/** One scale for all rows, since weights of different rows are added up. What rounds to 0 is left out. */
function packed(rows: readonly (TopK | undefined)[]): Table {
  const sorted = rows.map((best) => best?.sorted() ?? []);
  const largest = sorted.reduce((most, [first]) => Math.max(most, first?.key ?? 0), 0);
  const scale = Math.fround(largest / LARGEST);
  const quantised = (weight: number) => Math.min(LARGEST, Math.round(weight / scale));
  const kept = sorted.map((hits) => hits.filter(({ key }) => quantised(key) > 0));

  const offsets = new Uint32Array(rows.length + 1);
  kept.forEach((hits, row) => {
    offsets[row + 1] = offsets[row]! + hits.length;
  });
  const total = offsets[rows.length]!;
  const targets = rows.length <= 65_536 ? new Uint16Array(total) : new Uint32Array(total);
  const weights = new Uint8Array(total);
  kept.flat().forEach(({ row, key }, i) => {
    targets[i] = row;
    weights[i] = quantised(key);
  });
  return { offsets, targets, weights, scale };
}
