import type { Hit, Rows, ScoreExactly } from '../ports.ts';
import { MAX_K } from './score.ts';

/** A row that may appear on a shelf, and its score. */
export interface Candidate {
  readonly row: number;
  readonly score: number;
}

/** How many hits to ask a back end for, so that they contain the best `k` after rescoring. */
export function poolSize(k: number): number {
  return Math.min(MAX_K, 2 * k + 8);
}

/**
 * Gives hits their exact scores, `query . row`, with the unquantised query, in f64 and in a fixed order of addition,
 * so that every back end's shelf has the same scores.
 *
 * @param query `[dim]`; need not be a unit vector.
 * @param scoreExactly A scorer's faster way to the same scores.
 * @returns Best first, ties to the lower row.
 */
export function rescore(
  rows: Rows,
  query: Float32Array,
  hits: readonly Hit[],
  prior: (row: number) => number = () => 0,
  scoreExactly: ScoreExactly = exactScores(rows),
): Candidate[] {
  const found = hits.map(({ row }) => row);
  const scores = scoreExactly(query, found);
  return found.map((row, i) => ({ row, score: scores[i]! + prior(row) })).sort(byScoreThenRow);
}

/** The way to exact scores that needs no back end. */
export function exactScores(rows: Rows): ScoreExactly {
  return (query, wanted) => wanted.map((row) => dotExact(rows, row, query));
}

/** `query . row` with the dequantised row. Four sums side by side, since one sum alone would wait for each addition. */
export function dotExact({ data, scales, dim }: Rows, row: number, query: Float32Array): number {
  let [a, b, c, d] = [0, 0, 0, 0];
  for (let j = 0, at = row * dim; j < dim; j += 4, at += 4) {
    a += data[at]! * query[j]!;
    b += data[at + 1]! * query[j + 1]!;
    c += data[at + 2]! * query[j + 2]!;
    d += data[at + 3]! * query[j + 3]!;
  }
  return (a + b + (c + d)) * scales[row]!;
}

/** The order of every shelf: higher score first, ties to the lower row. */
export function byScoreThenRow(a: Candidate, b: Candidate): number {
  return b.score - a.score || a.row - b.row;
}
