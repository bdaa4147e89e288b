import type { Columns } from '../core/catalogue.ts';
import type { History } from './histories.ts';
import type { LearningParameters } from './parameters.ts';
import type { ItemValues } from './price-ratios.ts';
import { evenStep, STEPS } from './steps.ts';

interface Repeats {
  /** @param history See `bounded`. */
  add(history: History): void;
  /** Call it once, after all histories. */
  result(): Pick<Columns, 'interval' | 'returns'>;
}

const DAY = 24 * 3600 * 1000;
/** Days are told in 16 steps of the root of 2, from 2 days on: the last one is 362 days. */
const SHORTEST = 2;

/**
 * Counts whether buyers come back, by item and by category:
 *
 * - interval: the days that usually lie between two orders of the item, the median over shoppers, in steps of the root of 2
 * - returns: of the shoppers who ordered again, the share whose next order has something of the item's category, in 16 steps
 *
 * An item tells its own numbers if `minShoppers` shoppers did either; in `returns` the share of the category is mixed in as
 * `shrinkage` shoppers. Every other item has the numbers of its category, which is told if `minShoppers` shoppers did, and
 * says nothing of the item. A shopper counts once in an item and once in a category. 0 is not known.
 *
 * @param items Without their categories, `returns` is not known.
 */
export function createRepeats(
  count: number,
  items: readonly ItemValues[] = [],
  { minShoppers, shrinkage }: Pick<LearningParameters, 'minShoppers' | 'shrinkage'>,
): Repeats {
  const { categoryOf, groups } = numbered(count, items);
  /** Of each item, and then of each category: shoppers who ordered again after it, and who came back to its category. */
  const [buyers, returned] = [new Uint32Array(groups), new Uint32Array(groups)];
  /** `[groups, STEPS]`: shoppers who ordered an item again, by the step of the days between. */
  const gaps = new Uint32Array(STEPS * groups);
  const gapsOf = (group: number) => gaps.subarray(STEPS * group, STEPS * (group + 1));
  return {
    add({ known, orders }) {
      if (!known || orders.length < 2) return;
      for (const [group, days] of daysBetween(orders, categoryOf)) gapsOf(group)[stepOf(days)]!++;
      for (const [group, came] of comings(orders, categoryOf)) {
        buyers[group]!++;
        if (came) returned[group]!++;
      }
    },
    result: () => ({
      interval: Float32Array.from(categoryOf, (category, row) => {
        const told = [row, category].find((group) => group >= 0 && sum(gapsOf(group)) >= minShoppers);
        return told === undefined ? 0 : SHORTEST * 2 ** (median(gapsOf(told)) / 2);
      }),
      returns: Float32Array.from(categoryOf, (category, row) => {
        if (category < 0 || returned[category]! < minShoppers) return 0;
        const share = returned[category]! / buyers[category]!;
        const [all, came] = [buyers[row]!, returned[row]!];
        const isTold = came >= minShoppers && all - came >= minShoppers;
        return Math.max(1 / STEPS, evenStep(isTold ? (came + shrinkage * share) / (all + shrinkage) : share));
      }),
    }),
  };
}

/** Numbers the categories after the rows. */
function numbered(
  count: number,
  items: readonly ItemValues[],
): {
  /** `[count]`: the number of each row's category; -1 if it has none. */
  readonly categoryOf: Int32Array;
  /** How many rows and categories there are. */
  readonly groups: number;
} {
  const numbers = new Map<string, number>();
  const categoryOf = Int32Array.from({ length: count }, (_, row) => {
    const category = items[row]?.category;
    if (category === undefined) return -1;
    const number = numbers.get(category) ?? count + numbers.size;
    numbers.set(category, number);
    return number;
  });
  return { categoryOf, groups: count + numbers.size };
}

/** For each row that two orders or more have, and for the category of such rows: the mean of the days between two. */
function daysBetween(orders: History['orders'], categoryOf: Int32Array): Map<number, number> {
  const times = new Map<number, number[]>();
  for (const { at, rows } of orders) for (const row of rows) push(times, row, at);
  const days = new Map<number, number>();
  const ofCategory = new Map<number, number[]>();
  for (const [row, at] of times) {
    if (at.length < 2) continue;
    const mean = (at.at(-1)! - at[0]!) / (at.length - 1) / DAY;
    days.set(row, mean);
    const category = categoryOf[row]!;
    if (category >= 0) push(ofCategory, category, mean);
  }
  for (const [category, means] of ofCategory) days.set(category, sum(means) / means.length);
  return days;
}

/** For each row of an order before the last, and for its category: whether the order after one of it had the category. */
function comings(orders: History['orders'], categoryOf: Int32Array): Map<number, boolean> {
  const came = new Map<number, boolean>();
  for (let i = 0; i + 1 < orders.length; i++) {
    const next = new Set(orders[i + 1]!.rows.map((row) => categoryOf[row]!));
    for (const row of orders[i]!.rows) {
      const category = categoryOf[row]!;
      if (category < 0) continue;
      for (const group of [row, category]) came.set(group, came.get(group) === true || next.has(category));
    }
  }
  return came;
}

function push(lists: Map<number, number[]>, key: number, value: number): void {
  const list = lists.get(key);
  if (list) list.push(value);
  else lists.set(key, [value]);
}

function stepOf(days: number): number {
  return Math.min(STEPS - 1, Math.max(0, Math.round(2 * Math.log2(days / SHORTEST))));
}

/** The step of the middle shopper. */
function median(counts: Uint32Array): number {
  const half = sum(counts) / 2;
  let below = 0;
  return counts.findIndex((count) => (below += count) > half);
}

function sum(values: Uint32Array | readonly number[]): number {
  let total = 0;
  for (const value of values) total += value;
  return total;
}
