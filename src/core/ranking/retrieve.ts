import type { Catalogue } from '../catalogue.ts';
import { nearestInterest, type InterestVector } from './interests.ts';
import { admits, maskOf, type Admission } from './filters.ts';
import type { Rows, Scorer } from '../ports.ts';
import { quantiseQueries } from '../vectors/quantise.ts';
import { byScoreThenRow, exactScores, poolSize, type Candidate } from '../vectors/rescore.ts';
import { MAX_K, priorKeys } from '../vectors/score.ts';
import { TopK } from '../vectors/top-k.ts';

/** A candidate, and which of the score's interests it is nearest to. */
export interface Retrieved extends Candidate {
  readonly nearest?: number;
}

/** A score as a sum: `content` times the cosine to the nearest interest, plus what the row has beside it. */
export interface Score {
  readonly content: number;
  readonly interests: readonly Pick<InterestVector, 'query'>[];
  /** `[count]`, see `priorsOf`. */
  readonly priors: Float64Array;
}

export interface Wanted {
  readonly limit: number;
  readonly admission: Admission;
  readonly threshold: number;
  /** Whether several of one group may come. */
  readonly variants: boolean;
}

/**
 * The best rows by their exact scores, best first: at least `limit` of them where there are as many that may appear and
 * score more than the threshold. Of each group only the best comes; where that leaves the list short, the groups that are
 * on it are masked and the catalogue is scanned again, so that variants never shorten a list.
 */
export async function retrieve(
  catalogue: Catalogue,
  scorer: Scorer,
  score: Score,
  wanted: Wanted,
): Promise<Retrieved[]> {
  const { items } = catalogue;
  const groups = new Set<string>();
  const excluded = new Set(wanted.admission.excluded);
  const retrieved: Retrieved[] = [];
  for (;;) {
    const admission = { ...wanted.admission, excluded };
    const k = poolSize(wanted.limit);
    const { candidates, more } = await best(catalogue, scorer, score, admission, k);
    for (const candidate of candidates) {
      if (candidate.score <= wanted.threshold) continue;
      const { group } = items[candidate.row]!;
      if (group !== undefined && !wanted.variants) {
        if (groups.has(group)) continue;
        groups.add(group);
      }
      retrieved.push(candidate);
    }
    const last = candidates.at(-1);
    if (!more || retrieved.length >= wanted.limit || !last || last.score <= wanted.threshold)
      return retrieved.sort(byScoreThenRow);
    for (const { row } of candidates) excluded.add(row);
    items.forEach(({ group }, row) => {
      if (group !== undefined && groups.has(group)) excluded.add(row);
    });
  }
}

/** The best `k` rows, at least, with exact scores, best first; and whether there may be more. */
async function best(
  { rows, items }: Catalogue,
  scorer: Scorer,
  { content, interests, priors }: Score,
  admission: Admission,
  k: number,
): Promise<{ candidates: Retrieved[]; more: boolean }> {
  if (content <= 0 || interests.length === 0) {
    const top = new TopK(k);
    for (let row = 0; row < rows.count; row++) {
      const score = priors[row]!;
      if (score !== 0 && score > top.least && admits(admission, items[row]!, row)) top.push(row, score);
    }
    const hits = top.sorted();
    return { candidates: hits.map(({ row, key }) => ({ row, score: key })), more: hits.length === k };
  }
  const { values, scale } = quantiseQueries(interests.map(({ query }) => query));
  const lists = await scorer.scan({
    queries: values,
    k: Math.min(MAX_K, k),
    mask: maskOf(items, admission),
    prior: priorKeys(priors, scale * content),
  });
  const scoreExactly = scorer.scoreExactly ?? exactScores(rows);
  const candidates = new Map<number, Retrieved>();
  lists.forEach((hits, interest) => {
    const found = hits.map(({ row }) => row);
    const cosines = scoreExactly(interests[interest]!.query, found);
    found.forEach((row, i) => {
      // A row that is missing on the list of an interest has better ones before it there: it is not the nearest that counts.
      const sum = content * cosines[i]! + priors[row]!;
      if (sum > (candidates.get(row)?.score ?? -Infinity))
        candidates.set(row, { row, nearest: interest, score: sum });
    });
  });
  return {
    candidates: [...candidates.values()].sort(byScoreThenRow),
    more: lists.some((hits) => hits.length === k),
  };
}

/** A row with its exact score. */
export function exactly(rows: Rows, { content, interests, priors }: Score, row: number): Retrieved {
  if (content <= 0 || interests.length === 0) return { row, score: priors[row]! };
  const { index, cosine } = nearestInterest(rows, interests, row);
  return { row, nearest: index, score: content * cosine + priors[row]! };
}
