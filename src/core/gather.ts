import type { Catalogue } from './catalogue.ts';
import { nearestInterest, type InterestVector } from './interests.ts';
import { admits, maskOf, type Admission } from './mask.ts';
import type { Rows, Scorer } from './ports.ts';
import { quantiseQueries } from './quantise.ts';
import { byScoreThenRow, exactScores, poolSize, type Candidate } from './rescore.ts';
import { MAX_K, priorKeys } from './score.ts';
import { TopK } from './top-k.ts';

/** A candidate, and which of the score's interests it is nearest to. */
export interface Gathered extends Candidate {
  readonly nearest?: number;
}

/** A score as a sum: `content` times the cosine to the nearest interest, plus what the row has beside it. */
export interface Score {
  readonly content: number;
  readonly interests: readonly Pick<InterestVector, 'query'>[];
  /** `[count]`, see `additionsOf`. */
  readonly additions: Float64Array;
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
export async function gather(
  catalogue: Catalogue,
  scorer: Scorer,
  score: Score,
  wanted: Wanted,
): Promise<Gathered[]> {
  const { items } = catalogue;
  const groups = new Set<string>();
  const excluded = new Set(wanted.admission.excluded);
  const gathered: Gathered[] = [];
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
      gathered.push(candidate);
    }
    const last = candidates.at(-1);
    if (!more || gathered.length >= wanted.limit || !last || last.score <= wanted.threshold)
      return gathered.sort(byScoreThenRow);
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
  { content, interests, additions }: Score,
  admission: Admission,
  k: number,
): Promise<{ candidates: Gathered[]; more: boolean }> {
  if (content <= 0 || interests.length === 0) {
    const top = new TopK(k);
    for (let row = 0; row < rows.count; row++) {
      const score = additions[row]!;
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
    prior: priorKeys(additions, scale * content),
  });
  const scoreExactly = scorer.scoreExactly ?? exactScores(rows);
  const candidates = new Map<number, Gathered>();
  lists.forEach((hits, interest) => {
    const found = hits.map(({ row }) => row);
    const cosines = scoreExactly(interests[interest]!.query, found);
    found.forEach((row, i) => {
      // A row that is missing on the list of an interest has better ones before it there: it is not the nearest that counts.
      const sum = content * cosines[i]! + additions[row]!;
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
export function exactly(rows: Rows, { content, interests, additions }: Score, row: number): Gathered {
  if (content <= 0 || interests.length === 0) return { row, score: additions[row]! };
  const { index, cosine } = nearestInterest(rows, interests, row);
  return { row, nearest: index, score: content * cosine + additions[row]! };
}
