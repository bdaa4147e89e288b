import type { Rows, Scorer } from '../../../src/core/ports.ts';
import { quantiseQuery } from '../../../src/core/vectors/quantise.ts';
import { poolSize, rescore } from '../../../src/core/vectors/rescore.ts';
import type { Contender, Searcher } from '../contender.ts';

export interface VitrineOptions {
  /** Default 1. */
  readonly threads?: number;
  /** Where the rows have to lie, for a back end that reads them in place; an array of their own, if left out. */
  readonly allocate?: (count: number, dim: number) => Promise<Rows>;
}

/**
 * Vitrine on one back end. A pack ships int8 rows, so quantising them counts neither as build nor as memory; the rest
 * of a search is as the engine does it: quantise the query, scan for a pool of hits, rescore them exactly.
 */
export function vitrineContender(
  name: string,
  backend: Contender['backend'],
  createScorer: (rows: Rows) => Promise<Scorer>,
  { threads = 1, allocate }: VitrineOptions = {},
): Contender {
  const searcher: Searcher = {
    ...(allocate && { allocate }),
    async prepare({ rows }) {
      const scorer = await createScorer(rows);
      return {
        async search(query, k) {
          const [hits] = await scorer.scan({ queries: [quantiseQuery(query).values], k: poolSize(k) });
          const best = rescore(rows, query, hits!, undefined, scorer.scoreExactly).slice(0, k);
          return { ids: best.map(({ row }) => row), scores: best.map(({ score }) => score) };
        },
        dispose: () => {
          scorer.dispose();
        },
      };
    },
  };
  return { name, backend, threads, takes: 'int8', copies: 2, load: () => Promise.resolve(searcher) };
}
