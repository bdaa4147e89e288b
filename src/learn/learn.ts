import type { Columns } from '../core/catalogue.ts';
import type { Table } from '../core/table.ts';
import { createHistories, type History, type OrderLine } from './histories.ts';
import { createHistoryLog } from './history-log.ts';
import { createItemCounts } from './item-counts.ts';
import { orderTables, type ItemNorms, type OrderTables } from './order-tables.ts';
import { pairSums } from './pair-sums.ts';
import { LEARNING, type LearningParameters } from './parameters.ts';
import { similarItems } from './similar.ts';
import { memorySpill, type Spill } from './spill.ts';
import { walkTable } from './walk.ts';

/** What is learned from a shop's orders and from its items' texts. */
export interface Learned {
  readonly tables: OrderTables & {
    /** Items whose texts share rare words. */
    readonly similar: Table;
    /** Items two steps away, through `next`, `alsoViewed` and `similar`. */
    readonly walk: Table;
  };
  readonly columns: Columns;
}

interface Learner {
  /** Lines may come in any order. Lines of one shopper with the same time count in the order of adding. */
  add(line: OrderLine): void;
  /** Call it once, after all lines were added. */
  learn(): Learned;
}

export interface LearnerOptions {
  readonly parameters?: Partial<LearningParameters>;
  /** Default: memory. With a spill on disk, memory does not grow with the number of lines. The caller disposes of it. */
  readonly spill?: Spill;
}

/**
 * Learns from orders which items go together. The result says nothing of a pair of items that fewer than
 * `minPairShoppers` shoppers have both of.
 *
 * @param texts The text of each item of the catalogue, by row.
 */
export function createLearner(texts: readonly string[], options: LearnerOptions = {}): Learner {
  const { spill = memorySpill() } = options;
  const parameters = { ...LEARNING, ...options.parameters };
  const count = texts.length;
  const histories = createHistories(spill);
  let last = -Infinity;
  return {
    add(line) {
      last = Math.max(last, line.at);
      histories.add(line);
    },
    learn() {
      const { minPairShoppers, neighbours, longestHistory, activityExponent, walkWeights, walkBackOff } =
        parameters;
      const log = createHistoryLog(spill, longestHistory);
      const counts = createItemCounts(count, last, parameters.trendHalfLife);
      const norms = { shoppers: new Float64Array(count), orders: new Float64Array(count) };
      for (const history of histories.read()) {
        log.add(history);
        counts.add(history);
        addToNorms(norms, history, activityExponent);
      }
      const ordered = orderTables(pairSums(log, count, minPairShoppers, parameters), norms, parameters);
      const similar = similarItems(texts, neighbours);
      const walk = walkTable(
        [
          { table: ordered.next, weight: walkWeights.next },
          { table: ordered.alsoViewed, weight: walkWeights.alsoViewed },
          { table: similar, weight: walkWeights.similar },
        ],
        counts.shoppers,
        { limit: neighbours, backOff: walkBackOff },
      );
      return { tables: { ...ordered, similar, walk }, columns: counts.columns(minPairShoppers) };
    },
  };
}

/** Adds the weight of a shopper to each of their items, and the weight of each of their orders to the items in it. */
function addToNorms(norms: ItemNorms, { known, orders }: History, activityExponent: number): void {
  const rows = new Set(known ? orders.flatMap((order) => order.rows) : []);
  for (const row of rows) norms.shoppers[row]! += rows.size ** -activityExponent;
  for (const order of orders) for (const row of order.rows) norms.orders[row]! += 1 / order.rows.length;
}
