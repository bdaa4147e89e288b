import type { Hit, Rows } from './ports.ts';

/** A row under consideration and its score. */
export interface Candidate {
  readonly row: number;
  readonly score: number;
}

/** How many hits to ask a back end for, so that the best `k` after rescoring are among them. */
export function poolSize(k: number): number {
  return Math.min(256, 2 * k + 8);
}

/**
 * Gives hits their exact scores, `query . row`, with the unquantised query, in f64 and in a fixed order of addition,
 * so that every back end's shelf has the same scores.
 *
 * @param query `[dim]`; need not be a unit vector.
 * @returns Best first, ties to the lower row.
 */
export function rescore(
  rows: Rows,
  query: Float32Array,
  hits: readonly Hit[],
  prior: (row: number) => number = () => 0,
): Candidate[] {
  return hits
    .map(({ row }) => ({ row, score: dotExact(rows, row, query) + prior(row) }))
    .sort(byScoreThenRow);
}

/** `query . row` against the dequantised row. */
export function dotExact({ data, scales, dim }: Rows, row: number, query: Float32Array): number {
  let sum = 0;
  for (let j = 0, at = row * dim; j < dim; j++, at++) sum += data[at]! * query[j]!;
  return sum * scales[row]!;
}

/** The order of every shelf: higher score first, ties to the lower row. */
export function byScoreThenRow(a: Candidate, b: Candidate): number {
  return b.score - a.score || a.row - b.row;
}
