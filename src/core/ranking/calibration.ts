/** How much of the other's mass each distribution is given, so that the divergence stays finite (Steck 2018, alpha). */
const SMOOTHING = 0.01;

/**
 * How far the interests of a list would be from the shopper's own shares, were one more item of `next` on it:
 * Kullback-Leibler divergence of the list from the shares, in nats.
 *
 * @param shares Of each interest; they add up to 1.
 * @param counts Items of each interest on the list.
 */
export function divergence(shares: readonly number[], counts: readonly number[], next: number): number {
  const total = counts.reduce((sum, count) => sum + count, 1);
  let sum = 0;
  shares.forEach((share, i) => {
    if (share === 0) return;
    const listed = (counts[i]! + (i === next ? 1 : 0)) / total;
    sum += share * Math.log(share / ((1 - SMOOTHING) * listed + SMOOTHING * share));
  });
  return sum;
}
