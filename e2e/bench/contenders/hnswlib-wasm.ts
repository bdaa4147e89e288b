import { loadHnswlib } from 'hnswlib-wasm';
import type { Searcher } from '../contender.ts';

// hnswlib's own defaults for the graph.
const LINKS = 16;
const EF_CONSTRUCTION = 200;
const SEED = 100;
/** Candidates kept during a search: more give a higher recall and a slower search. */
const EF_SEARCH = 100;
const CHUNK = 1000;

/** hnswlib, an approximate index. */
export const hnswlibWasm: Searcher = {
  async prepare({ vectors, count, dim }) {
    const library = await loadHnswlib();
    const index = new library.HierarchicalNSW('ip', dim, '');
    index.initIndex(count, LINKS, EF_CONSTRUCTION, SEED);
    // It numbers vectors from 0 in the order in which they are added, so a label is a row.
    for (let from = 0; from < count; from += CHUNK) {
      const rows = Array.from({ length: Math.min(CHUNK, count - from) }, (_, i) =>
        vectors.subarray((from + i) * dim, (from + i + 1) * dim),
      );
      index.addItems(rows, false);
    }
    index.setEfSearch(EF_SEARCH);
    return {
      search: (query, k) => {
        const { neighbors, distances } = index.searchKnn(query, k, undefined);
        return Promise.resolve({ ids: neighbors, scores: distances.map((distance) => 1 - distance) });
      },
      dispose: () => undefined,
    };
  },
};
