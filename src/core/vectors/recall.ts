import { createFloatScorer } from './float-scorer.ts';
import { quantiseQuery } from './quantise.ts';
import { poolSize, rescore } from './rescore.ts';
import type { Rows } from '../ports.ts';
import { TopK } from './top-k.ts';

/** Queries in one pass over the rows: as many as `exact` takes. */
const TOGETHER = 4;

/**
 * recall@k of a pack's path (project, scan, rescore) against exact f32 at the model's full width, over evenly spaced rows
 * as queries.
 *
 * @param embeddings `[count * from]`, the rows as the model gave them. Rows of zeros are not used as queries.
 * @param toQuery Maps the model's vectors to the pack's.
 * @param options.samples The maximum number of queries. Default 100.
 * @param options.k Default 20.
 * @returns In [0, 1]; 1 for an empty catalogue.
 */
export async function measureRecall(
  rows: Rows,
  embeddings: Float32Array,
  toQuery: (vector: Float32Array) => Float32Array,
  { k = 20, samples = 100 } = {},
): Promise<number> {
  const { count } = rows;
  const from = embeddings.length / count;
  const scorer = createFloatScorer(rows);
  const step = Math.max(1, count / samples);
  const asked: { vector: Float32Array; query: Float32Array }[] = [];
  for (let at = 0; at < count; at += step) {
    const row = Math.floor(at);
    const vector = embeddings.subarray(row * from, (row + 1) * from);
    const query = toQuery(vector);
    if (query.some((value) => value !== 0)) asked.push({ vector, query });
  }
  let found = 0;
  let wanted = 0;
  for (let first = 0; first < asked.length; first += TOGETHER) {
    const some = asked.slice(first, first + TOGETHER);
    const queries = some.map(({ query }) => quantiseQuery(query).values);
    const lists = await scorer.scan({ queries, k: poolSize(k) });
    const truths = exact(
      embeddings,
      some.map(({ vector }) => vector),
      k,
    );
    some.forEach(({ query }, i) => {
      const best = rescore(rows, query, lists[i]!).slice(0, k);
      const got = new Set(best.map(({ row }) => row));
      found += truths[i]!.filter((row) => got.has(row)).length;
      wanted += truths[i]!.length;
    });
  }
  return wanted === 0 ? 1 : found / wanted;
}

/** The `k` rows nearest to each of up to four queries. Four sums side by side, since one alone would wait for each addition. */
function exact(embeddings: Float32Array, queries: readonly Float32Array[], k: number): number[][] {
  const best = queries.map(() => new TopK(k));
  // f64, or else each component would be widened again for every row.
  const wide = queries.map((query) => Float64Array.from(query)) as [Float64Array, ...Float64Array[]];
  const [first, second = first, third = first, fourth = first] = wide;
  const dim = first.length;
  for (let row = 0, at = 0; at < embeddings.length; row++) {
    let a = 0;
    let b = 0;
    let c = 0;
    let d = 0;
    for (let j = 0; j < dim; j++, at++) {
      const value = embeddings[at]!;
      a += value * first[j]!;
      b += value * second[j]!;
      c += value * third[j]!;
      d += value * fourth[j]!;
    }
    const scores = [a, b, c, d];
    for (let i = 0; i < best.length; i++) best[i]!.push(row, scores[i]!);
  }
  return best.map((top) => top.sorted().map(({ row }) => row));
}
