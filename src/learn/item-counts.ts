import type { Columns } from '../core/catalogue.ts';
import type { History } from './histories.ts';

const DAY = 24 * 3600 * 1000;
/** Days after which an order counts half, for the trend and for how new an item is. */
export const TREND_HALF_LIFE = 30;

export interface ItemCounts {
  /** `[count]`: of each item. */
  readonly shoppers: Float32Array;
  add(history: History): void;
  /** @param minShoppers Fewer buyers tell nothing of buying again. */
  columns(minShoppers: number): Columns;
}

/**
 * What orders tell of each item by itself.
 *
 * - popularity: how many shoppers have it, on a logarithmic scale
 * - trend: orders of it, halved every `TREND_HALF_LIFE` days before the last order of all (not before today, so that the
 *   same orders always give the same pack)
 * - fresh: 1 for what was first ordered with the last order of all, halved every `TREND_HALF_LIFE` days before
 * - rebuy: the share of its buyers who have it in two orders or more
 *
 * @param last Time of the last order of all, epoch milliseconds.
 */
export function createItemCounts(count: number, last: number): ItemCounts {
  const shoppers = new Float32Array(count);
  const again = new Float32Array(count);
  const trend = new Float32Array(count);
  const first = new Float64Array(count).fill(Infinity);
  const halved = (at: number) => 2 ** (-(last - at) / (TREND_HALF_LIFE * DAY));
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

/** The largest becomes 1. */
function scaled(values: Float32Array<ArrayBuffer>): Float32Array<ArrayBuffer> {
  const most = values.reduce((a, b) => Math.max(a, b), 0);
  return most === 0 ? values : values.map((value) => value / most);
}
