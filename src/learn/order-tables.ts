import type { Table } from '../core/table.ts';
import { createNeighbours } from './neighbours.ts';
import type { PairSum } from './pair-sums.ts';
import type { LearningParameters } from './parameters.ts';
import type { PriceFit } from './price-ratios.ts';
import { stepped } from './steps.ts';

/** The tables that are learned from orders. */
export interface OrderTables {
  /** Items that shoppers ordered after the row's item, in a later order. */
  readonly next: Table;
  /** Items that the same shoppers have; the fewer orders lie between, the stronger. */
  readonly alsoViewed: Table;
  /** Items of the same order. */
  readonly boughtTogether: Table;
}

/** What the sums of an item's pairs are divided by, before smoothing: `[count]` each. */
export interface ItemNorms {
  /** The sum of the weights of the item's known shoppers. */
  readonly shoppers: Float64Array;
  /** The sum of the weights of the orders that hold the item: 1 / size each. */
  readonly orders: Float64Array;
}

/**
 * Turns the sums over pairs into weights, and keeps the strongest neighbours of each row. A weight is the sum of the pair
 * divided by the roots of the norms of its two items: a cosine (Sarwar et al., "Item-based collaborative filtering
 * recommendation algorithms", WWW 2001). A shopper of many items counts less, as in the walks of Paudel et al.
 * ("Updatable, accurate, diverse, and scalable recommendations for interactive applications", TiiS 7(1), 2017), and so
 * does a pair that lies many orders apart.
 *
 * `next` and `alsoViewed` take this weight to `power`, because ranking adds it up over a whole history.
 * `boughtTogether` is left as it is, because ranking adds up few of its weights. All weights are then rounded to steps.
 *
 * @param pairs Every pair in both directions.
 * @param shiftOf Where the steps of a pair begin, see `pairShifts`.
 * @param fitOf What is left of a pair's weight for its prices, see `createPriceRatios`.
 */
export function orderTables(
  pairs: Iterable<PairSum>,
  norms: ItemNorms,
  { minShoppers, neighbours, smoothing, power }: LearningParameters,
  shiftOf: (row: number, other: number) => number,
  fitOf: PriceFit = () => 1,
): OrderTables {
  const count = norms.shoppers.length;
  const next = createNeighbours(count, neighbours);
  const alsoViewed = createNeighbours(count, neighbours);
  const boughtTogether = createNeighbours(count, neighbours);
  const byShoppers = roots(norms.shoppers, smoothing);
  const byOrders = roots(norms.orders, smoothing);
  for (const { row, other, shoppers, forward, together, after, near, basket } of pairs) {
    const shift = shiftOf(row, other);
    const fit = fitOf(row, other);
    if (shoppers >= minShoppers) {
      const unit = byShoppers[row]! * byShoppers[other]!;
      if (forward >= minShoppers) next.offer(row, other, stepped(fit * (after / unit) ** power, shift));
      alsoViewed.offer(row, other, stepped(fit * (near / unit) ** power, shift));
    }
    if (together >= minShoppers)
      boughtTogether.offer(row, other, stepped((fit * basket) / (byOrders[row]! * byOrders[other]!), shift));
  }
  return { next: next.table(), alsoViewed: alsoViewed.table(), boughtTogether: boughtTogether.table() };
}

/**
 * The root of each norm plus a share of the median norm. Without this addition, an item that few shoppers have would get
 * strong neighbours by chance. The median is rounded, since every weight depends on it.
 */
function roots(norm: Float64Array, smoothing: number): Float64Array {
  const positive = norm.filter((value) => value > 0).sort();
  const added = smoothing * stepped(positive[positive.length >> 1] ?? 0);
  return norm.map((value) => Math.sqrt(value + added));
}
