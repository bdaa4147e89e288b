/** How much of the shopper's shares is mixed into the list's, so that the divergence stays finite (Steck 2018, alpha). */
const SMOOTHING = 0.01;

/**
 * How far a list would be from the shopper's interests if one more item of the interest `next` were on it: the
 * Kullback-Leibler divergence of the list's shares from the shopper's, in nats.
 *
 * @param shares The shopper's, one for each interest; they add up to 1.
 * @param counts How many items of each interest are on the list.
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
