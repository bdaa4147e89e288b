import { checkHits } from '../../core/vectors/check-hits.ts';
import type { Rows, Scan, Scorer, Hit } from '../../core/ports.ts';
import type { Backend } from '../../types.ts';
import { VitrineError } from '../../errors.ts';
import { openCpu, openGpu, sentence } from './choose-scorer.ts';

/** A scorer that answers whatever happens to the GPU, and says who answers. */
export interface FailoverScorer extends Scorer {
  /** Why the back end is not the fastest, if it is not. */
  readonly reason: string | undefined;
}

/** Milliseconds after which a lost GPU is asked for again; after the last it stays away. */
const RETRIES = [500, 2_000, 10_000, 60_000];

/** The first scan of a GPU and each so many after it are done on the CPU as well; of the others what is cheap is checked. */
const IN_FULL = 64;

/**
 * Opens the wanted back end. When the GPU is lost, even in the middle of a scan, the CPU answers instead, and the GPU is
 * asked for again. When what it answers cannot be right, the CPU answers and the GPU is not asked again.
 *
 * @param firstPass Scores approximately, on the CPU (`createSignsScorer`).
 */
export async function createFailoverScorer(
  rows: Rows,
  wanted: 'auto' | Backend,
  firstPass = false,
): Promise<FailoverScorer> {
  const cpu = await openCpu(rows, wanted, firstPass);
  let current = cpu.scorer;
  let reason = cpu.reason;
  let disposed = false;
  let timer: ReturnType<typeof setTimeout> | undefined;
  let retries = 0;
  let scans = 0; // of the GPU that is there
  const how = wanted === 'webgpu' ? wanted : 'auto';
  if ((wanted === 'auto' && !firstPass) || wanted === 'webgpu') await takeGpu();

  async function takeGpu(): Promise<void> {
    const gpu = await openGpu(rows, how, cpu.scorer);
    if (gpu === undefined) return;
    if (typeof gpu === 'string') {
      reason = gpu;
      if (retries > 0) retry(); // it was there once
      return;
    }
    if (disposed) {
      gpu.scorer.dispose();
      return;
    }
    current = gpu.scorer;
    reason = undefined;
    scans = 0;
    void gpu.lost.then((why) => {
      loseGpu(gpu.scorer, why);
    });
  }

  function loseGpu(scorer: Scorer, why: string, again = true): void {
    if (disposed || current !== scorer) return;
    current = cpu.scorer;
    reason = why;
    scorer.dispose();
    if (again) retry();
  }

  function retry(): void {
    const wait = RETRIES[retries++];
    if (wait !== undefined && !disposed) timer = setTimeout(() => void takeGpu(), wait);
  }

  async function scan(request: Scan): Promise<Hit[][]> {
    const asked = current;
    if (asked === cpu.scorer) return asked.scan(request);
    try {
      const hits = await asked.scan(request);
      const wrong = await wrongIn(hits, request, scans++);
      if (wrong === undefined) return hits;
      loseGpu(asked, `the GPU computes wrong scores: ${wrong}`, false);
    } catch (error) {
      if (disposed || isOfCaller(error)) throw error;
      loseGpu(asked, sentence(error));
    }
    return cpu.scorer.scan(request);
  }

  async function wrongIn(hits: Hit[][], request: Scan, before: number): Promise<string | undefined> {
    if (before % IN_FULL !== 0) return checkHits(rows, request, hits, before * request.k);
    const right = await cpu.scorer.scan(request);
    return JSON.stringify(hits) === JSON.stringify(right) ? undefined : 'other hits than the CPU has';
  }

  return {
    get backend() {
      return current.backend;
    },
    get reason() {
      return reason;
    },
    scan,
    // The rows are the CPU's whoever scans them.
    ...(cpu.scorer.scoreExactly && { scoreExactly: cpu.scorer.scoreExactly }),
    dispose: () => {
      disposed = true;
      clearTimeout(timer);
      current.dispose();
      cpu.scorer.dispose();
    },
  };
}

/** Whether the CPU would refuse it as well. */
function isOfCaller(error: unknown): boolean {
  return error instanceof VitrineError && error.code !== 'gpu';
}
