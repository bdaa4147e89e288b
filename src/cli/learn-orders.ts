import { diskSpill } from '../learn/disk-spill.ts';
import { createLearner, type Learned } from '../learn/learn.ts';
import type { Columns } from '../core/feed/columns.ts';
import { readOrders, type OrderCounts } from './feed/orders.ts';
import type { Progress } from './progress.ts';

export interface LearnOptions {
  /** A file of order lines; without one the items' texts are learned from alone. */
  readonly orders?: string | undefined;
  readonly columns?: Columns | undefined;
  readonly minPairShoppers?: number | undefined;
}

const TOLD = 500_000; // lines between two words of progress

/** Streams a shop's orders through learning. What need not be in memory lies on disk until it is done. */
export async function learnOrders(
  { orders, columns, minPairShoppers }: LearnOptions,
  texts: readonly string[],
  rowOf: ReadonlyMap<string, number>,
  counts: OrderCounts,
  progress: Progress,
): Promise<Learned> {
  const spill = diskSpill();
  try {
    const parameters = minPairShoppers === undefined ? {} : { minPairShoppers };
    const learner = createLearner(texts, { spill, parameters });
    if (orders !== undefined) {
      for await (const line of readOrders(orders, rowOf, counts, columns)) {
        learner.add(line);
        if (counts.lines % TOLD === 0) progress.say(`Orders: ${counts.lines} lines`);
      }
    }
    progress.say(`Learning from ${counts.lines} order lines`);
    return learner.learn();
  } finally {
    spill.dispose();
  }
}
