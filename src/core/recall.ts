import { quantiseQuery } from './quantise.ts';
import { byScoreThenRow, poolSize, rescore, type Candidate } from './rescore.ts';
import { createJsScorer } from './score.ts';
import type { Rows } from './ports.ts';

/**
 * recall@k of the quantised path (scan, then rescoring) against exact f32, over evenly spaced rows as queries.
 *
 * @param embeddings `[count * dim]`, the rows before quantisation. A row of zeros is no query.
 * @param options.samples How many queries at most.
 * @returns In [0, 1]; 1 for an empty catalogue.
 */
export async function measureRecall(
  rows: Rows,
  embeddings: Float32Array,
  { k = 20, samples = 100 } = {},
): Promise<number> {
  const scorer = createJsScorer(rows);
  const step = Math.max(1, Math.floor(rows.count / samples));
  let found = 0;
  let wanted = 0;
  for (let row = 0; row < rows.count; row += step) {
    const query = embeddings.subarray(row * rows.dim, (row + 1) * rows.dim);
    if (query.every((value) => value === 0)) continue;
    const truth = exact(embeddings, query, k);
    const [hits] = await scorer.scan({ queries: [quantiseQuery(query).values], k: poolSize(k) });
    const got = new Set(
      rescore(rows, query, hits!)
        .slice(0, k)
        .map((candidate) => candidate.row),
    );
    found += truth.filter((candidate) => got.has(candidate.row)).length;
    wanted += truth.length;
  }
  return wanted === 0 ? 1 : found / wanted;
}

function exact(embeddings: Float32Array, query: Float32Array, k: number): Candidate[] {
  const dim = query.length;
  const scores = Array.from({ length: embeddings.length / dim }, (_, row) => {
    let score = 0;
    for (let j = 0, at = row * dim; j < dim; j++, at++) score += embeddings[at]! * query[j]!;
    return { row, score };
  });
  return scores.sort(byScoreThenRow).slice(0, k);
}
