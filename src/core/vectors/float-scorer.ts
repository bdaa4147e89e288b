import type { Hit, Rows, Scorer } from '../ports.ts';
import { allowed, checkRows, checkScan, keyOf, keyScalesOf } from './score.ts';
import { TopK } from './top-k.ts';

/**
 * The back end for browsers without WebAssembly SIMD. JavaScript engines are quicker with floats than with bytes, so it
 * holds the rows as f32, at four times their size. Sums of integers are exact in f64 in any order, so its hits equal the
 * oracle's.
 */
export function createFloatScorer(rows: Rows): Scorer {
  checkRows(rows);
  const { count, dim } = rows;
  const data = Float32Array.from(rows.data);
  const keyScales = keyScalesOf(rows);

  function dot(row: number, query: Float64Array): number {
    let a = 0;
    let b = 0;
    let c = 0;
    let d = 0;
    for (let j = 0, at = row * dim; j < dim; j += 4, at += 4) {
      a += data[at]! * query[j]!;
      b += data[at + 1]! * query[j + 1]!;
      c += data[at + 2]! * query[j + 2]!;
      d += data[at + 3]! * query[j + 3]!;
    }
    return a + b + c + d;
  }

  return {
    backend: 'js',
    scan: async (scan) => {
      checkScan(rows, scan);
      const { mask, prior } = scan;
      const queries = scan.queries.map((query) => Float64Array.from(query));
      const best = queries.map(() => new TopK(scan.k));
      for (let row = 0; row < count; row++) {
        if (mask && !allowed(mask, row)) continue;
        const bonus = prior ? prior[row]! : 0;
        for (let q = 0; q < queries.length; q++) {
          best[q]!.push(row, keyOf(dot(row, queries[q]!), keyScales[row]!) + bonus);
        }
      }
      return best.map((top): Hit[] => top.sorted());
    },
    dispose: () => undefined,
  };
}
