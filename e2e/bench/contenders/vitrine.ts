import type { Rows, Scorer } from '../../../src/core/ports.ts';
import { quantiseQuery } from '../../../src/core/vectors/quantise.ts';
import { poolSize, rescore } from '../../../src/core/vectors/rescore.ts';
import type { Contender, Searcher } from '../contender.ts';

export interface VitrineOptions {
  /** Default 1. */
  readonly threads?: number;
  /** Allocates rows for a back end that reads them in place; by default they have an array of their own. */
  readonly allocate?: (count: number, dim: number) => Promise<Rows>;
}

/**
 * Vitrine on one back end. A pack contains int8 rows, so to quantise them counts neither as build time nor as memory. A
 * search does what the engine does: it quantises the query, scans for a pool of hits and rescores them exactly.
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
