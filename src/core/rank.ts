import type { Backend, Filters, Item, ShopperEvent } from '../types.ts';
import { maskOf, passes } from './mask.ts';
import type { Rows, Scorer } from './ports.ts';
import { quantiseQuery } from './quantise.ts';
import { reasonsOf, type Part } from './reasons.ts';
import { poolSize, rescore, type Candidate } from './rescore.ts';
import { priorKey } from './score.ts';
import { pullShares, type Taste } from './taste.ts';
import type { Reason } from '../types.ts';

/** What ranking reads of a pack. Row r of every column is item r. */
export interface Catalogue {
  readonly rows: Rows;
  readonly items: readonly Item[];
  /** `[count]` in [0, 1]. */
  readonly popularity: Float32Array<ArrayBuffer>;
  /** `[count]` in [0, 1]. */
  readonly trend: Float32Array<ArrayBuffer>;
  readonly rowOf: ReadonlyMap<string, number>;
}

/** What may appear, and how much of it. */
export interface Limits {
  readonly limit: number;
  readonly filters?: Filters | undefined;
  readonly excluded: ReadonlySet<number>;
  /** Items that score less are left out. */
  readonly threshold: number;
}

/** A candidate with what its score is made of. */
export interface Ranked extends Candidate {
  readonly reasons: readonly Reason[];
}

export interface Ranking {
  readonly backend: Backend;
  readonly ranked: readonly Ranked[];
}

/** How much an item's popularity, in [0, 1], adds to its cosine: enough to order near-ties, not to hide taste. */
const POPULARITY_WEIGHT = 0.05;

/** Ranks the catalogue by a taste: `cosine + popularity`, and why. */
export async function rankByTaste(
  catalogue: Catalogue,
  scorer: Scorer,
  taste: Taste,
  limits: Limits,
): Promise<Ranking> {
  const { rows, items, popularity } = catalogue;
  const prior = (row: number) => POPULARITY_WEIGHT * popularity[row]!;
  return rank(catalogue, scorer, taste.query, limits, prior, (row) => [
    ...pullShares(rows, taste, row).map((amount, i): Part => {
      const { event, row: from } = taste.pulls[i]!;
      return { event, objectID: items[from]!.id, amount };
    }),
    { event: 'popularity', amount: prior(row) },
  ]);
}

/** Ranks the catalogue by nearness to a vector, popularity aside. */
export function rankByQuery(
  catalogue: Catalogue,
  scorer: Scorer,
  query: Float32Array,
  limits: Limits,
): Promise<Ranking> {
  return rank(
    catalogue,
    scorer,
    query,
    limits,
    () => 0,
    () => [{ event: 'query', amount: 1 }],
  );
}

async function rank(
  { rows, items, popularity }: Catalogue,
  scorer: Scorer,
  query: Float32Array,
  { limit, filters, excluded, threshold }: Limits,
  prior: (row: number) => number,
  partsOf: (row: number) => Part[],
): Promise<Ranking> {
  const quantised = quantiseQuery(query);
  const mask = maskOf(items, filters, excluded);
  const primed = popularity.some((_, row) => prior(row) !== 0);
  const [hits] = await scorer.scan({
    queries: [quantised.values],
    k: poolSize(limit),
    ...(mask && { mask }),
    ...(primed && { prior: priorKeys(rows.count, prior, quantised.scale) }),
  });
  const ranked = rescore(rows, query, hits!, prior)
    .slice(0, limit)
    .filter(({ score }) => score > threshold)
    .map((candidate) => ({ ...candidate, reasons: reasonsOf(partsOf(candidate.row)) }));
  return { backend: scorer.backend, ranked };
}

// A plain loop: it runs over the whole catalogue with every shelf, and `from` with a function takes ten times as long.
function priorKeys(count: number, prior: (row: number) => number, scale: number): Int32Array<ArrayBuffer> {
  const keys = new Int32Array(count);
  for (let row = 0; row < count; row++) keys[row] = priorKey(prior(row), scale);
  return keys;
}

/** What sells now, by the pack's trend. */
export function rankTrending(
  { items, trend }: Catalogue,
  { limit, filters = {}, excluded, threshold }: Limits,
): Ranked[] {
  return Array.from(trend, (score, row) => ({ row, score }))
    .filter(({ row, score }) => score > threshold && !excluded.has(row) && passes(items[row]!, filters))
    .sort((a, b) => b.score - a.score || a.row - b.row)
    .slice(0, limit)
    .map((candidate) => ({ ...candidate, reasons: [{ event: 'trend' as const, share: 1 }] }));
}

/** What was viewed, last first; the score falls from 1 by rank. */
export function rankRecent(
  { items, rowOf }: Catalogue,
  events: readonly ShopperEvent[],
  { limit, filters = {}, excluded }: Limits,
): Ranked[] {
  const views = events.filter(({ name }) => name === 'view_item').toReversed();
  const rows = new Set(views.flatMap(({ ids }) => ids.flatMap((id) => rowOf.get(id) ?? [])));
  return [...rows]
    .filter((row) => !excluded.has(row) && passes(items[row]!, filters))
    .slice(0, limit)
    .map((row, i) => ({
      row,
      score: 1 / (i + 1),
      reasons: [{ event: 'view_item' as const, objectID: items[row]!.id, share: 1 }],
    }));
}
