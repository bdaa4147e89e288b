import type { Columns } from '../core/catalogue.ts';
import type { History } from './histories.ts';

interface ItemCounts {
  /** `[count]`: how many shoppers have each item. */
  readonly shoppers: Float32Array;
  add(history: History): void;
  /** @param minShoppers `rebuy` is 0 for an item with fewer buyers. */
  columns(minShoppers: number): Columns;
}

/**
 * Counts what the orders say of each item by itself, in columns of `[count]` values from 0 to 1:
 *
 * - popularity: how many shoppers have the item, on a logarithmic scale; the most popular item has 1
 * - trend: how often it was ordered, where an order counts half for each half-life of its age; the top item has 1
 * - fresh: 1 if it was first ordered at the time of the last order, half for each half-life before that
 * - rebuy: the share of its buyers who have it in two orders or more
 *
 * Ages are counted back from the last order, not from today, so the same orders always give the same pack.
 *
 * @param last Time of the last of all orders, epoch milliseconds.
 * @param halfLife Milliseconds.
 */
export function createItemCounts(count: number, last: number, halfLife: number): ItemCounts {
  const shoppers = new Float32Array(count);
  const again = new Float32Array(count);
  const trend = new Float32Array(count);
  const first = new Float64Array(count).fill(Infinity);
  const halved = (at: number) => 2 ** ((at - last) / halfLife);
  return {
    shoppers,
    add(history) {
      const orders = new Map<number, number>();
      for (const { at, rows } of history.orders) {
        for (const row of rows) {
          orders.set(row, (orders.get(row) ?? 0) + 1);
          trend[row]! += halved(at);
          first[row] = Math.min(first[row]!, at);
        }
      }
      for (const [row, times] of orders) {
        shoppers[row]!++;
        if (times > 1) again[row]!++;
      }
    },
    columns: (minShoppers) => ({
      popularity: scaled(shoppers.map(Math.log1p)),
      trend: scaled(trend),
      fresh: Float32Array.from(first, (at) => (at === Infinity ? 0 : halved(at))),
      rebuy: again.map((buyers, row) => (buyers >= minShoppers ? buyers / shoppers[row]! : 0)),
    }),
  };
}

/** Divides all values by the largest. */
function scaled(values: Float32Array<ArrayBuffer>): Float32Array<ArrayBuffer> {
  const max = values.reduce((a, b) => Math.max(a, b), 0);
  return max === 0 ? values : values.map((value) => value / max);
}
