import { METRICS, metricsAt, type Metric } from './metrics.ts';
import type { Rank } from './baselines.ts';
import type { Case } from './data.ts';

/** What a list is like whatever the shopper took: means over the cases, but for coverage. */
export type ListMetric = 'coverage' | 'diversity' | 'novelty' | 'popularity';

/** One system's figures: a value a case, and of its lists as a whole. */
export interface Judgement {
  /** By `ndcg@10` and so on, `[cases]` each. */
  readonly values: ReadonlyMap<string, Float64Array>;
  readonly lists: ReadonlyMap<string, number>;
  /** Milliseconds a case, median and 95th percentile. */
  readonly ms: { readonly p50: number; readonly p95: number };
}

/** What the judge knows of items beside the cases. */
export interface ItemFacts {
  readonly count: number;
  /** The share of the shoppers learned from that bought each item, `[count]`. */
  readonly popularity: Float64Array;
  /** Cosine of two items' content. */
  similarity(a: number, b: number): number;
}

/**
 * Asks a system every case.
 *
 * - coverage: the share of the catalogue that is on some list
 * - diversity: 1 less the mean cosine of the pairs of a list, over some thousand lists evenly spread
 * - novelty: mean of -log2 of the share of shoppers who bought the item (Zhou et al., PNAS 2010); a never bought item counts
 *   as half a shopper's
 * - popularity: mean share of shoppers, divided by the catalogue's mean: 1 has no bias to what is popular
 */
export async function judge(
  rank: Rank,
  cases: readonly Case[],
  ks: readonly number[],
  facts: ItemFacts,
  onDone: (done: number) => void,
): Promise<Judgement> {
  const most = Math.max(...ks);
  const values = new Map<string, Float64Array>();
  for (const k of ks)
    for (const metric of METRICS) values.set(nameOf(metric, k), new Float64Array(cases.length));
  const times = new Float64Array(cases.length);
  const lists: (readonly number[])[] = [];
  for (const [i, asked] of cases.entries()) {
    const began = performance.now();
    const ranked = await rank(asked, most);
    times[i] = performance.now() - began;
    lists.push(ranked);
    for (const k of ks) {
      const figures = metricsAt(ranked, asked.relevant, k);
      for (const metric of METRICS) values.get(nameOf(metric, k))![i] = figures[metric];
    }
    onDone(i + 1);
  }
  times.sort();
  const at = (share: number) => times[Math.min(times.length - 1, Math.floor(share * times.length))] ?? 0;
  return { values, lists: listMetrics(lists, ks, facts), ms: { p50: at(0.5), p95: at(0.95) } };
}

export function nameOf(metric: Metric | ListMetric, k: number): string {
  return `${metric}@${k}`;
}

/** Lists whose items are compared with each other, which takes longer than making them. */
const COMPARED = 2000;

function listMetrics(
  lists: readonly (readonly number[])[],
  ks: readonly number[],
  { count, popularity, similarity }: ItemFacts,
): Map<string, number> {
  const figures = new Map<string, number>();
  const mean = (sum: number, of: number) => (of === 0 ? 0 : sum / of);
  const catalogueMean = mean(
    popularity.reduce((a, b) => a + b, 0),
    count,
  );
  const rarest = popularity.reduce((least, share) => (share > 0 ? Math.min(least, share) : least), 1) / 2;
  const step = Math.ceil(lists.length / COMPARED);
  for (const k of ks) {
    const shown = new Set<number>();
    let [items, surprise, popular, pairs, alike] = [0, 0, 0, 0, 0];
    for (const [at, list] of lists.entries()) {
      const top = list.slice(0, k);
      top.forEach((item, i) => {
        shown.add(item);
        items++;
        surprise -= Math.log2(Math.max(popularity[item]!, rarest));
        popular += popularity[item]!;
        if (at % step === 0) for (let j = 0; j < i; j++, pairs++) alike += similarity(item, top[j]!);
      });
    }
    figures.set(nameOf('coverage', k), mean(shown.size, count));
    figures.set(nameOf('diversity', k), 1 - mean(alike, pairs));
    figures.set(nameOf('novelty', k), mean(surprise, items));
    figures.set(nameOf('popularity', k), mean(mean(popular, items), catalogueMean));
  }
  return figures;
}
