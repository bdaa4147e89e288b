import type { Rows, Scan, Scorer, Hit } from '../core/ports.ts';
import { createJsScorer } from '../core/score.ts';
import type { Backend } from '../types.ts';
import { chooseScorer } from './choose-scorer.ts';

/** A scorer that answers whatever happens to the GPU, and says who answers. */
export interface SteadyScorer extends Scorer {
  /** Why the back end is not the fastest, if it is not. */
  readonly reason: string | undefined;
}

/** Opens the wanted back end; when it is lost, even in the middle of a scan, JavaScript answers instead. */
export async function createSteadyScorer(rows: Rows, wanted: 'auto' | Backend): Promise<SteadyScorer> {
  const chosen = await chooseScorer(rows, wanted);
  let current = chosen.scorer;
  let reason = chosen.reason;
  let disposed = false;

  function fallBack(why: string): void {
    if (disposed || current !== chosen.scorer) return;
    current.dispose();
    current = createJsScorer(rows);
    reason = why;
  }
  void chosen.lost.then(fallBack);

  async function scan(request: Scan): Promise<Hit[][]> {
    const asked = current;
    try {
      return await asked.scan(request);
    } catch (error) {
      // A bad request fails on JavaScript as well, with the same code.
      if (disposed || asked.backend === 'js') throw error;
      const hits = await createJsScorer(rows).scan(request);
      fallBack(error instanceof Error ? error.message : String(error));
      return hits;
    }
  }

  return {
    get backend() {
      return current.backend;
    },
    get reason() {
      return reason;
    },
    scan,
    dispose: () => {
      disposed = true;
      current.dispose();
    },
  };
}
