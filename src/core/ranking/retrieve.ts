import type { Catalogue } from '../catalogue.ts';
import type { Rows, Scorer } from '../ports.ts';
import { quantiseQueries } from '../vectors/quantise.ts';
import { byScoreThenRow, exactScores, poolSize, type Candidate } from '../vectors/rescore.ts';
import { priorKeys, PRIOR_MAX } from '../vectors/score.ts';
import { TopK } from '../vectors/top-k.ts';
import { admits, maskOf } from './filters.ts';
import { nearestInterest, type InterestVector } from './interests.ts';
import type { Admission, Limits } from './visit.ts';

/** A candidate, and the index of the interest that it is nearest to. */
export interface Retrieved extends Candidate {
  readonly nearest?: number;
}

/** A score is a sum: `content` times the cosine to the nearest interest, plus the row's prior. */
export interface Score {
  readonly content: number;
  readonly interests: readonly (Pick<InterestVector, 'query'> & Partial<Pick<InterestVector, 'signals'>>)[];
  /** `[count]`, see `priorsOf`. */
  readonly priors: Float64Array;
}

/**
 * Finds the best rows by their exact scores: `limit` of them or more, unless fewer may appear and score more than the
 * threshold. Of each group only the best row comes, and none if one of its rows is excluded, unless the rules allow variants.
 * If that leaves the list short, the groups that it has are masked and the catalogue is scanned again, so that variants never
 * shorten a list.
 *
 * @param deeper How many times more rows are looked at, for who chooses among them.
 * @returns Best first.
 */
export async function retrieve(
  catalogue: Catalogue,
  scorer: Scorer,
  score: Score,
  { limit, admission: given, threshold, rules: { variants = false } }: Limits,
  deeper = 1,
): Promise<Retrieved[]> {
  const { items } = catalogue;
  const excluded = new Set(given.excluded);
  const groups = new Set(variants ? [] : groupsOf(items, excluded));
  const retrieved: Retrieved[] = [];
  for (;;) {
    excludeGroups(items, groups, excluded);
    const admission = { ...given, excluded };
    const k = poolSize(deeper * limit);
    const { candidates, more } = await topCandidates(catalogue, scorer, score, admission, k);
    for (const candidate of candidates) {
      if (candidate.score <= threshold) continue;
      const { group } = items[candidate.row]!;
      if (group !== undefined && !variants) {
        if (groups.has(group)) continue;
        groups.add(group);
      }
      retrieved.push(candidate);
    }
    const last = candidates.at(-1);
    if (!more || retrieved.length >= limit || !last || last.score <= threshold)
      return retrieved.sort(byScoreThenRow);
    for (const { row } of candidates) excluded.add(row);
  }
}

function groupsOf(items: Catalogue['items'], rows: Iterable<number>): string[] {
  return [...rows].flatMap((row) => items[row]!.group ?? []);
}

/** Adds every variant of some products to the excluded rows. */
function excludeGroups(items: Catalogue['items'], groups: ReadonlySet<string>, excluded: Set<number>): void {
  if (groups.size === 0) return;
  items.forEach(({ group }, row) => {
    if (group !== undefined && groups.has(group)) excluded.add(row);
  });
}

/** The best `k` rows or more, with exact scores, best first; `more` if other rows may be admitted too. */
async function topCandidates(
  catalogue: Catalogue,
  scorer: Scorer,
  score: Score,
  admission: Admission,
  k: number,
): Promise<{ candidates: Retrieved[]; more: boolean }> {
  const { content, interests, priors } = score;
  if (content <= 0 || interests.length === 0) return topByPrior(catalogue, priors, admission, k);
  const { rows, items } = catalogue;
  const { values, scale } = quantiseQueries(interests.map(({ query }) => query));
  const prior = priorKeys(priors, scale * content);
  const lists = await scorer.scan({ queries: values, k, mask: maskOf(items, admission), prior });
  const scoreExactly = scorer.scoreExactly ?? exactScores(rows);
  const candidates = new Map<number, Retrieved>();
  lists.forEach((hits, interest) => {
    const found = hits.map(({ row }) => row);
    const cosines = scoreExactly(interests[interest]!.query, found);
    found.forEach((row, i) => {
      // If the list of a row's nearest interest lacks the row, k better rows are on that list: the row is no candidate.
      const sum = content * cosines[i]! + priors[row]!;
      if (sum > (candidates.get(row)?.score ?? -Infinity))
        candidates.set(row, { row, nearest: interest, score: sum });
    });
  });
  // Rows with priors too large for keys tie in the scan: the best of them are found by their priors.
  if (prior.includes(PRIOR_MAX))
    for (const { row } of topByPrior(catalogue, priors, admission, k).candidates)
      candidates.set(row, scoreRow(rows, score, row));
  return {
    candidates: [...candidates.values()].sort(byScoreThenRow),
    more: lists.some((hits) => hits.length === k),
  };
}

/** The same without content. A row that scores 0 is left out, since there is no reason to show it. */
function topByPrior({ rows, items }: Catalogue, priors: Float64Array, admission: Admission, k: number) {
  const top = new TopK(k);
  for (let row = 0; row < rows.count; row++) {
    const score = priors[row]!;
    if (score !== 0 && score > top.minKey && admits(admission, items[row]!, row)) top.push(row, score);
  }
  const hits = top.sorted();
  return { candidates: hits.map(({ row, key }) => ({ row, score: key })), more: hits.length === k };
}

/** The exact score of one row. */
export function scoreRow(rows: Rows, { content, interests, priors }: Score, row: number): Retrieved {
  if (content <= 0 || interests.length === 0) return { row, score: priors[row]! };
  const { index, cosine } = nearestInterest(rows, interests, row);
  return { row, nearest: index, score: content * cosine + priors[row]! };
}
