import { METRICS, metricsAt, type Metric } from './metrics.ts';
import type { Rank } from './baselines.ts';
import type { Case } from './data.ts';

/** Metrics of the lists themselves, whatever the shopper took. All but coverage are means over the cases. */
export type ListMetric = 'coverage' | 'diversity' | 'novelty' | 'popularity';

/** The figures of one system: one value for each case, and the metrics of its lists. */
export interface Judgement {
  /** `[cases]` by the metric's name, such as `ndcg@10`. */
  readonly values: ReadonlyMap<string, Float64Array>;
  readonly lists: ReadonlyMap<string, number>;
  /** Milliseconds for a case, median and 95th percentile. */
  readonly ms: { readonly p50: number; readonly p95: number };
}

/** Facts about the items that the metrics of lists need. */
export interface ItemFacts {
  readonly count: number;
  /** `[count]` The share of the training data's shoppers who bought each item. */
  readonly popularity: Float64Array;
  /** Cosine of two items' vectors. */
  similarity(a: number, b: number): number;
}

/**
 * Measures the answers of a system to all cases.
 *
 * - coverage: the share of the catalogue that is on at least one list
 * - diversity: 1 - the mean cosine of the pairs of a list, over about 2,000 lists evenly spread
 * - novelty: mean of -log2 of the share of shoppers who bought the item (Zhou et al., PNAS 2010); an item that nobody bought
 *   counts as half the least bought one
 * - popularity: mean share of shoppers who bought the items, divided by the catalogue's mean: 1 is no bias to popular items
 */
export async function judge(
  rank: Rank,
  cases: readonly Case[],
  ks: readonly number[],
  facts: ItemFacts,
  onDone: (done: number) => void,
): Promise<Judgement> {
  const limit = Math.max(...ks);
  const values = new Map<string, Float64Array>();
  for (const k of ks)
    for (const metric of METRICS) values.set(nameOf(metric, k), new Float64Array(cases.length));
  const times = new Float64Array(cases.length);
  const lists: (readonly number[])[] = [];
  for (const [i, asked] of cases.entries()) {
    const began = performance.now();
    const ranked = await rank(asked, limit);
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

/** Number of lists whose items are compared with each other, which takes longer than ranking them. */
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
  const rarest = popularity.reduce((min, share) => (share > 0 ? Math.min(min, share) : min), 1) / 2;
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
