import { createLearner, type Learned, type LearnerOptions } from '../learn.ts';
import type { OrderLine } from '../histories.ts';

const DAY = 24 * 3600 * 1000;

/** The orders of each shopper as a test writes them: lists of rows, oldest first, one order a day. */
export type Shoppers = Readonly<Record<string, readonly (readonly number[])[]>>;

export function linesOf(shoppers: Shoppers): OrderLine[] {
  return Object.entries(shoppers).flatMap(([shopper, orders]) =>
    orders.flatMap((rows, i) => rows.map((row) => ({ shopper, order: `${shopper} ${i}`, at: i * DAY, row }))),
  );
}

export function learnFrom(
  lines: Iterable<OrderLine>,
  texts: readonly string[],
  options?: LearnerOptions,
): Learned {
  const learner = createLearner(texts, options);
  for (const line of lines) learner.add(line);
  return learner.learn();
}
