import { TopK } from '../../../src/core/vectors/top-k.ts';
import type { Searcher } from '../contender.ts';
import { foundOf } from './best-of.ts';

/** The baseline: the loop that anybody would write, over f32 rows, with a bounded heap. */
export const jsF32: Searcher = {
  prepare: ({ vectors, count, dim }) =>
    Promise.resolve({
      search: (query, k) => {
        const best = new TopK(k);
        for (let row = 0, at = 0; row < count; row++) {
          let sum = 0;
          for (let j = 0; j < dim; j++, at++) sum += vectors[at]! * query[j]!;
          best.push(row, sum);
        }
        return Promise.resolve(foundOf(best));
      },
      dispose: () => undefined,
    }),
};
