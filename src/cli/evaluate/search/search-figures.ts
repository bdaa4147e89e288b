import type { JudgedQuery } from './judged-queries.ts';

/** Finds the ids of items for a query, the best first. */
export type Search = (query: string) => Promise<readonly string[]> | readonly string[];

/** What a search is worth on judged queries: means over the queries. */
export interface SearchFigures {
  readonly 'ndcg@10': number;
  /** Right items in the first 10, of those that there are, or of 10 if there are more. */
  readonly 'recall@10': number;
  readonly 'recall@20': number;
  /** One by the place of the first right item, among 100. */
  readonly mrr: number;
  /** The share of queries that find nothing. */
  readonly empty: number;
  /** Milliseconds that half of the queries take at most, and 95 of 100. */
  readonly p50: number;
  readonly p95: number;
}

/**
 * Measures a search on judged queries. What nobody judged counts as wrong.
 *
 * @param onQuery Called after each query.
 * @see Järvelin & Kekäläinen, "Cumulated Gain-Based Evaluation of IR Techniques", TOIS 2002.
 */
export async function measureSearch(
  search: Search,
  queries: readonly JudgedQuery[],
  onQuery: () => void = () => undefined,
): Promise<SearchFigures> {
  const rows: { ndcg: number; r10: number; r20: number; rr: number; empty: number; ms: number }[] = [];
  for (const { query, gains, right } of queries) {
    const began = performance.now();
    const found = await search(query);
    const ms = performance.now() - began;
    const first = found.slice(0, 100).findIndex((id) => right.has(id));
    rows.push({
      ndcg: ndcgAt10(found, gains),
      r10: recallAt(10, found, right),
      r20: recallAt(20, found, right),
      rr: first < 0 ? 0 : 1 / (first + 1),
      empty: found.length === 0 ? 1 : 0,
      ms,
    });
    onQuery();
  }
  const mean = (name: keyof (typeof rows)[number]) =>
    rows.reduce((sum, row) => sum + row[name], 0) / Math.max(1, rows.length);
  const times = rows.map(({ ms }) => ms).sort((a, b) => a - b);
  const quantile = (share: number) =>
    times[Math.min(times.length - 1, Math.floor(share * times.length))] ?? 0;
  return {
    'ndcg@10': mean('ndcg'),
    'recall@10': mean('r10'),
    'recall@20': mean('r20'),
    mrr: mean('rr'),
    empty: mean('empty'),
    p50: quantile(0.5),
    p95: quantile(0.95),
  };
}

/** NDCG@10; the ideal list has all judged items of the query. */
export function ndcgAt10(found: readonly string[], gains: ReadonlyMap<string, number>): number {
  const sum = (list: readonly number[]) =>
    list.slice(0, 10).reduce((total, gain, i) => total + gain / Math.log2(i + 2), 0);
  const best = sum([...gains.values()].toSorted((a, b) => b - a));
  return best === 0 ? 0 : sum(found.map((id) => gains.get(id) ?? 0)) / best;
}

function recallAt(k: number, found: readonly string[], right: ReadonlySet<string>): number {
  const most = Math.min(k, right.size);
  return most === 0 ? 0 : found.slice(0, k).filter((id) => right.has(id)).length / most;
}
