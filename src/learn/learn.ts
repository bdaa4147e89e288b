import { noColumns } from '../core/catalogue.ts';
import type { Table } from '../core/table.ts';
import { bounded } from './bounded.ts';
import { createHistories, type History, type OrderLine } from './histories.ts';
import { createHistoryLog } from './history-log.ts';
import { createItemCounts, shoppersOf, type ItemFacts } from './item-counts.ts';
import { orderTables, type ItemNorms, type OrderTables } from './order-tables.ts';
import { pairSums, type PairSum } from './pair-sums.ts';
import { LEARNING, type LearningParameters } from './parameters.ts';
import { createPriceRatios, type ItemValues } from './price-ratios.ts';
import { createRepeats } from './repeats.ts';
import { createNoise, privateHistory, privatePairs, type Noise } from './private.ts';
import { similarItems } from './similar.ts';
import { memorySpill, type Spill } from './spill.ts';
import { createOrderKey, pairShifts } from './steps.ts';
import { walkTable } from './walk.ts';

/** What is learned from a shop's orders and from its items' texts. */
export interface Learned extends ItemFacts {
  readonly tables: OrderTables & TextTables;
  readonly totals: OrderTotals;
}

/** The tables that come from texts too. */
export interface TextTables {
  /** Items whose texts share rare words. */
  readonly similar: Table;
  /** Items two steps away, through `next`, `alsoViewed` and `similar`. */
  readonly walk: Table;
}

/** How much the orders were that a pack was learned from, for a report. */
export interface OrderTotals {
  /** Orders that have an item of the catalogue. */
  readonly orders: number;
  /** Of these, those that have two different items or more. */
  readonly ordersOfSeveral: number;
  /** Of these, those that name no shopper. */
  readonly ordersWithoutShopper: number;
  /** Shoppers that the orders name. */
  readonly shoppers: number;
  /** Epoch milliseconds of the first and the last order; undefined without orders. */
  readonly first?: number;
  readonly last?: number;
  /** Pairs of items that `minShoppers` shoppers or more have: in one order, and in any of their orders. */
  readonly pairsTogether: number;
  readonly pairsOfShoppers: number;
}

interface Learner {
  /** Lines may come in any order. Lines of one shopper with the same time count in the order of adding. */
  add(line: OrderLine): void;
  /** Call it once, after all lines were added. */
  learn(): Learned;
}

export interface LearnerOptions {
  readonly parameters?: Partial<LearningParameters>;
  /** Prices and categories of the items, by row. Without them, learning goes by orders and texts alone. */
  readonly items?: readonly ItemValues[];
  /** Default: memory. With a spill on disk, memory does not grow with the number of lines. The caller disposes of it. */
  readonly spill?: Spill;
}

/**
 * Learns from orders which items go together. The result says nothing of an item or a pair of items that fewer than
 * `minShoppers` shoppers have, and tells numbers in coarse steps.
 *
 * @param texts The text of each item of the catalogue, by row.
 */
export function createLearner(texts: readonly string[], options: LearnerOptions = {}): Learner {
  const { spill = memorySpill() } = options;
  const parameters = { ...LEARNING, ...options.parameters };
  const count = texts.length;
  const histories = createHistories(spill);
  let [first, last] = [Infinity, -Infinity];
  return {
    add(line) {
      first = Math.min(first, line.at);
      last = Math.max(last, line.at);
      histories.add(line);
    },
    learn() {
      const { minShoppers, longestHistory, activityExponent, epsilon } = parameters;
      const noise = epsilon > 0 ? createNoise(epsilon, minShoppers) : undefined;
      const log = createHistoryLog(spill, longestHistory);
      const counts = createItemCounts(count, last, parameters);
      const norms = { shoppers: new Float64Array(count), orders: new Float64Array(count) };
      const totals = noTotals();
      const key = createOrderKey();
      const ratios = createPriceRatios(options.items, parameters);
      const repeats = createRepeats(count, options.items, parameters);
      for (const whole of histories.read()) {
        addToTotals(totals, whole);
        const history = noise ? privateHistory(whole) : bounded(whole, longestHistory);
        key.add(history);
        log.add(history);
        counts.add(history);
        ratios.add(history);
        repeats.add(history);
        addToNorms(norms, history, activityExponent);
      }
      // If no order names a shopper, nobody can tell a guest of many orders from many guests.
      const summed = pairSums(log, count, minShoppers, { ...parameters, oneGuest: totals.shoppers > 0 });
      const pairs = counted(summed, minShoppers, totals);
      const { shoppers, columns, most } = counts.result(noise);
      const { interval, returns } = noise ? noColumns(count) : repeats.result();
      const facts = { most, columns: { ...columns, interval, returns } };
      const ordered = noise
        ? orderTables(privatePairs(pairs, noise), privateNorms(shoppers, noise), parameters, () => 0)
        : orderTables(pairs, norms, parameters, pairShifts(texts, key.value()), ratios.fit());
      return {
        ...facts,
        tables: { ...ordered, ...textTables(texts, ordered, facts, parameters) },
        totals: { ...totals, ...(totals.orders > 0 && { first, last }) },
      };
    },
  };
}

/** Makes the tables that come from texts, and from what is already told of orders: they tell nothing more of orders. */
export function textTables(
  texts: readonly string[],
  { next, alsoViewed }: OrderTables,
  { columns, most }: ItemFacts,
  { neighbours, walkWeights, walkBackOff }: LearningParameters = LEARNING,
): TextTables {
  const similar = similarItems(texts, neighbours);
  const walk = walkTable(
    [
      { table: next, weight: walkWeights.next },
      { table: alsoViewed, weight: walkWeights.alsoViewed },
      { table: similar, weight: walkWeights.similar },
    ],
    columns.popularity.map((popularity) => shoppersOf(popularity, most)),
    { limit: neighbours, backOff: walkBackOff },
  );
  return { similar, walk };
}

type Counted = Record<Exclude<keyof OrderTotals, 'first' | 'last'>, number>;

function noTotals(): Counted {
  return {
    orders: 0,
    ordersOfSeveral: 0,
    ordersWithoutShopper: 0,
    shoppers: 0,
    pairsTogether: 0,
    pairsOfShoppers: 0,
  };
}

function addToTotals(totals: Counted, { known, orders }: History): void {
  totals.orders += orders.length;
  totals.ordersOfSeveral += orders.filter(({ rows }) => rows.length > 1).length;
  if (known) totals.shoppers++;
  else totals.ordersWithoutShopper += orders.length;
}

/** Passes pairs on, and counts each once, though it comes in both directions. */
function* counted(pairs: Iterable<PairSum>, minShoppers: number, totals: Counted): Iterable<PairSum> {
  for (const pair of pairs) {
    if (pair.row < pair.other) {
      if (pair.together >= minShoppers) totals.pairsTogether++;
      if (pair.shoppers >= minShoppers) totals.pairsOfShoppers++;
    }
    yield pair;
  }
}

/** An item that is not told has fewer shoppers than `least`. */
function privateNorms(shoppers: Float64Array, { least }: Noise): ItemNorms {
  const norms = shoppers.map((count) => Math.max(count, least));
  return { shoppers: norms, orders: norms };
}

/** Adds the weight of a shopper to each of their items, and the weight of each of their orders to the items in it. */
function addToNorms(norms: ItemNorms, { known, orders }: History, activityExponent: number): void {
  const rows = new Set(known ? orders.flatMap((order) => order.rows) : []);
  for (const row of rows) norms.shoppers[row]! += rows.size ** -activityExponent;
  for (const order of orders) for (const row of order.rows) norms.orders[row]! += 1 / order.rows.length;
}
