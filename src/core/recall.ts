import { quantiseQuery } from './quantise.ts';
import { poolSize, rescore } from './rescore.ts';
import { createJsScorer } from './score.ts';
import type { Rows } from './ports.ts';
import { TopK } from './top-k.ts';

/**
 * recall@k of a pack's path (project, scan, rescore) against exact f32 at the model's full width, over evenly spaced rows
 * as queries.
 *
 * @param embeddings `[count * from]`, the rows as the model gave them. A row of zeros is no query.
 * @param toQuery From the model's vectors to the pack's.
 * @param options.samples How many queries at most.
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
  const scorer = createJsScorer(rows);
  const step = Math.max(1, count / samples);
  let found = 0;
  let wanted = 0;
  for (let at = 0; at < count; at += step) {
    const row = Math.floor(at);
    const vector = embeddings.subarray(row * from, (row + 1) * from);
    const query = toQuery(vector);
    if (query.every((value) => value === 0)) continue;
    const truth = exact(embeddings, vector, k);
    const [hits] = await scorer.scan({ queries: [quantiseQuery(query).values], k: poolSize(k) });
    const got = new Set(
      rescore(rows, query, hits!)
        .slice(0, k)
        .map((candidate) => candidate.row),
    );
    found += truth.filter((row) => got.has(row)).length;
    wanted += truth.length;
  }
  return wanted === 0 ? 1 : found / wanted;
}

function exact(embeddings: Float32Array, query: Float32Array, k: number): number[] {
  const dim = query.length;
  const best = new TopK(k);
  for (let row = 0, at = 0; at < embeddings.length; row++) {
    let score = 0;
    for (let j = 0; j < dim; j++, at++) score += embeddings[at]! * query[j]!;
    best.push(row, score);
  }
  return best.sorted().map(({ row }) => row);
}
