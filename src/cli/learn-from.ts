import { diskSpill } from '../learn/disk-spill.ts';
import { createLearner } from '../learn/learn.ts';
import type { LearningParameters } from '../learn/parameters.ts';
import type { Learn } from './evaluate/evaluate.ts';

/** Learns as a build does, so that an evaluation measures what a build would ship. */
export function learnFrom(parameters: Partial<LearningParameters>): Learn {
  return (shoppers, texts) => {
    const spill = diskSpill();
    try {
      const learner = createLearner(texts, { spill, parameters });
      for (const { id, lines } of shoppers)
        for (const { item, at, order } of lines) learner.add({ shopper: id, order, at, row: item });
      return learner.learn();
    } finally {
      spill.dispose();
    }
  };
}
