import type { Table } from '../core/table.ts';
import { createNeighbours } from './neighbours.ts';
import type { PairSum } from './pair-sums.ts';
import type { LearningParameters } from './parameters.ts';

/** What goes with what, by what shoppers did. */
export interface OrderTables {
  /** Ordered after; order matters. */
  readonly next: Table;
  /** Had by the same shoppers, the nearer in time the stronger. */
  readonly alsoViewed: Table;
  /** In the same order. */
  readonly boughtTogether: Table;
}

/** What the shoppers, and the orders, of each item count for. `[count]` each. */
export interface Masses {
  readonly shoppers: Float64Array;
  readonly orders: Float64Array;
}

/**
 * Measures the sums over pairs by the sums over each item's shoppers, and keeps the strongest of each row: a cosine
 * (Sarwar et al., "Item-based collaborative filtering recommendation algorithms", WWW 2001) in which a shopper of many
 * items counts for less, as in the walks of Paudel et al. ("Updatable, accurate, diverse, and scalable recommendations
 * for interactive applications", TiiS 7(1), 2017), and in which pairs far apart do too. Of that, the root, as weights are
 * added up over a history; of orders as it is, since few are added.
 *
 * @param pairs Every pair both ways.
 */
export function orderTables(
  pairs: Iterable<PairSum>,
  masses: Masses,
  { minPairShoppers, neighbours, smoothing, concavity }: LearningParameters,
): OrderTables {
  const count = masses.shoppers.length;
  const next = createNeighbours(count, neighbours);
  const alsoViewed = createNeighbours(count, neighbours);
  const boughtTogether = createNeighbours(count, neighbours);
  const byShoppers = roots(masses.shoppers, smoothing);
  const byOrders = roots(masses.orders, smoothing);
  for (const { row, other, shoppers, together, after, near, basket } of pairs) {
    if (shoppers >= minPairShoppers) {
      const unit = byShoppers[row]! * byShoppers[other]!;
      next.offer(row, other, (after / unit) ** concavity);
      alsoViewed.offer(row, other, (near / unit) ** concavity);
    }
    if (together >= minPairShoppers)
      boughtTogether.offer(row, other, basket / (byOrders[row]! * byOrders[other]!));
  }
  return { next: next.table(), alsoViewed: alsoViewed.table(), boughtTogether: boughtTogether.table() };
}

/** The root of each mass, a share of the median added: what few have had could else be next to anything by chance. */
function roots(mass: Float64Array, smoothing: number): Float64Array {
  const positive = mass.filter((value) => value > 0).sort();
  const added = smoothing * (positive[positive.length >> 1] ?? 0);
  return mass.map((value) => Math.sqrt(value + added));
}
