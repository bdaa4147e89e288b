/**
 * Metrics of a ranked list, with binary relevance.
 *
 * @see Järvelin & Kekäläinen, "Cumulated Gain-Based Evaluation of IR Techniques", TOIS 2002, for NDCG.
 * @see Manning, Raghavan & Schütze, "Introduction to Information Retrieval", 2008, chapter 8, for the others.
 */
export const METRICS = ['precision', 'recall', 'f1', 'hr', 'ndcg', 'mrr', 'map'] as const;
export type Metric = (typeof METRICS)[number];

/**
 * Computes every metric of the first `k` items of a list.
 *
 * @param ranked Best first, without duplicates.
 * @param relevant Not empty.
 * @returns Each in [0, 1].
 */
export function metricsAt<Id>(
  ranked: readonly Id[],
  relevant: ReadonlySet<Id>,
  k: number,
): Record<Metric, number> {
  const top = ranked.slice(0, k);
  const ideal = Math.min(k, relevant.size);
  let [hits, gain, precisions, first] = [0, 0, 0, 0];
  top.forEach((id, i) => {
    if (!relevant.has(id)) return;
    hits++;
    gain += discount(i);
    precisions += hits / (i + 1);
    first ||= 1 / (i + 1);
  });
  let best = 0;
  for (let i = 0; i < ideal; i++) best += discount(i);
  const precision = hits / k;
  const recall = hits / relevant.size;
  return {
    precision,
    recall,
    f1: hits === 0 ? 0 : (2 * precision * recall) / (precision + recall),
    hr: hits > 0 ? 1 : 0,
    ndcg: gain / best,
    mrr: first,
    map: precisions / ideal,
  };
}

function discount(index: number): number {
  return 1 / Math.log2(index + 2);
}
