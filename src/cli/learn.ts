import { diskSpill } from '../learn/disk-spill.ts';
import type { OrderLine } from '../learn/histories.ts';
import { createLearner, type Learned } from '../learn/learn.ts';
import type { ItemValues } from '../learn/price-ratios.ts';
import type { LearningParameters } from '../learn/parameters.ts';

/**
 * Learns from order lines as a stream. Histories are kept in temporary files on disk, not in memory.
 *
 * @param texts Texts of the catalogue's items, by row.
 * @param items Their prices and categories.
 */
export async function learn(
  texts: readonly string[],
  lines: Iterable<OrderLine> | AsyncIterable<OrderLine>,
  parameters: Partial<LearningParameters> = {},
  items: readonly ItemValues[] = [],
): Promise<Learned> {
  const spill = diskSpill();
  try {
    const learner = createLearner(texts, { spill, parameters, items });
    for await (const line of lines) learner.add(line);
    return learner.learn();
  } finally {
    spill.dispose();
  }
}
