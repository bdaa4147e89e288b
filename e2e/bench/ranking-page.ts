import { wrap, type Remote } from 'comlink';
import type { RankingBench } from './ranking-worker.ts';

declare global {
  interface Window {
    ranking: Remote<RankingBench>;
  }
}

window.ranking = wrap<RankingBench>(
  new Worker(new URL('./ranking-worker.ts', import.meta.url), { type: 'module' }),
);
