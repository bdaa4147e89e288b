import type { Columns } from '../core/catalogue.ts';
import type { Table } from '../core/table.ts';
import { createHistories, type History, type OrderLine } from './histories.ts';
import { createHistoryLog } from './history-log.ts';
import { createItemCounts } from './item-counts.ts';
import { orderTables, type Masses, type OrderTables } from './order-tables.ts';
import { pairSums } from './pair-sums.ts';
import { LEARNING, type LearningParameters } from './parameters.ts';
import { similarItems } from './similar.ts';
import { memorySpill, type Spill } from './spill.ts';
import { twoSteps } from './walk.ts';

/** What a shop's orders and its items' texts teach. */
export interface Learned {
  readonly tables: OrderTables & {
    /** Items whose texts share rare words. */
    readonly similar: Table;
    /** Two steps over next, also viewed and similar. */
    readonly walk: Table;
  };
  readonly columns: Columns;
}

export interface Learner {
  /** In any order; a shopper's lines of the same time count in the order of adding. */
  add(line: OrderLine): void;
  /** Once, after all lines. */
  learn(): Learned;
}

export interface LearnerOptions {
  readonly parameters?: Partial<LearningParameters>;
  /** Default: memory. With one on disk, memory does not grow with the number of lines. It stays the caller's. */
  readonly spill?: Spill;
}

/**
 * Learns from orders what goes with what. Nothing is given away of a pair of items that fewer than `minPairShoppers`
 * shoppers have both of.
 *
 * @param texts Of the catalogue's items, by row.
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
      const { minPairShoppers, neighbours, longestHistory, dilution, walkWeights, walkBackOff } = parameters;
      const log = createHistoryLog(spill, longestHistory);
      const counts = createItemCounts(count, last);
      const masses = { shoppers: new Float64Array(count), orders: new Float64Array(count) };
      for (const history of histories.read()) {
        log.add(history);
        counts.add(history);
        weigh(history, masses, dilution);
      }
      const ordered = orderTables(pairSums(log, count, minPairShoppers, parameters), masses, parameters);
      const similar = similarItems(texts, neighbours);
      const walk = twoSteps(
        [
          { table: ordered.next, weight: walkWeights.next },
          { table: ordered.alsoViewed, weight: walkWeights.alsoViewed },
          { table: similar, weight: walkWeights.similar },
        ],
        counts.shoppers,
        { most: neighbours, backOff: walkBackOff },
      );
      return { tables: { ...ordered, similar, walk }, columns: counts.columns(minPairShoppers) };
    },
  };
}

/** Adds what a shopper counts for to each of his items, and what his orders do. */
function weigh({ known, orders }: History, masses: Masses, dilution: number): void {
  const rows = new Set(known ? orders.flatMap((order) => order.rows) : []);
  for (const row of rows) masses.shoppers[row]! += rows.size ** -dilution;
  for (const order of orders) for (const row of order.rows) masses.orders[row]! += 1 / order.rows.length;
}
