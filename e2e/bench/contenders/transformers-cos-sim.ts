import { cos_sim } from '@huggingface/transformers';
import type { Searcher } from '../contender.ts';
import { bestOf } from './best-of.ts';

/** transformers.js's `cos_sim` for every row, as in its examples of semantic search; the selection is ours. */
export const transformersCosSim: Searcher = {
  prepare({ vectors, count, dim }) {
    const rows = Array.from({ length: count }, (_, row) => vectors.subarray(row * dim, (row + 1) * dim));
    return Promise.resolve({
      search: (query, k) =>
        Promise.resolve(
          bestOf(
            rows.map((row) => cos_sim(row, query)),
            k,
          ),
        ),
      dispose: () => undefined,
    });
  },
};
