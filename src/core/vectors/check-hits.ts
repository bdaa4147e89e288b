import { allowed, dotRow, keyOf, KEY_ONE } from './score.ts';
import type { Hit, Rows, Scan } from '../ports.ts';

/** How many rows each scan is checked for having missed. */
const WITNESSES = 64;

/**
 * Checks whether hits can be right, at a small part of what a scan costs. It computes every hit's key again, and checks for
 * some rows, from `first` on, whether they should have been hits. So a back end that computes wrong keys shows at once, and
 * one that misses rows shows after a while.
 *
 * @returns What is wrong, or undefined.
 */
export function checkHits(
  rows: Rows,
  { queries, k, mask, prior }: Scan,
  lists: readonly (readonly Hit[])[],
  first: number,
): string | undefined {
  const key = (query: Int8Array, row: number) =>
    keyOf(dotRow(rows, row, query), rows.scales[row]! * KEY_ONE) + (prior?.[row] ?? 0);
  const may = (row: number) => mask === undefined || allowed(mask, row);
  for (const [i, query] of queries.entries()) {
    const hits = lists[i] ?? [];
    const found = new Set(hits.map(({ row }) => row));
    if (found.size !== hits.length || hits.length > k) return 'it found a row twice, or too many';
    if (hits.some(({ row }) => !(row < rows.count) || !may(row))) return 'it found a row that may not appear';
    if (hits.some((hit) => hit.key !== key(query, hit.row))) return 'it computed a wrong score';
    const last = hits.length === k ? hits.at(-1)! : undefined;
    for (let j = 0; j < Math.min(WITNESSES, rows.count); j++) {
      const row = (first + j) % rows.count;
      if (found.has(row) || !may(row)) continue;
      const own = key(query, row);
      if (!last || own > last.key || (own === last.key && row < last.row)) return 'it missed a row';
    }
  }
  return undefined;
}
