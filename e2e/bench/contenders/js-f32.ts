import { TopK } from '../../../src/core/vectors/top-k.ts';
import type { Searcher } from '../contender.ts';
import { foundOf } from './best-of.ts';

/** The baseline: a plain loop over f32 rows with a bounded heap. */
export const jsF32: Searcher = {
  prepare: ({ vectors, count, dim }) =>
    Promise.resolve({
      search: (query, k) => {
        const best = new TopK(k);
        for (let row = 0, i = 0; row < count; row++) {
          let sum = 0;
          for (let j = 0; j < dim; j++, i++) sum += vectors[i]! * query[j]!;
          best.push(row, sum);
        }
        return Promise.resolve(foundOf(best));
      },
      dispose: () => undefined,
    }),
};
