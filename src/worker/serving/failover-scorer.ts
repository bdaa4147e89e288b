import { checkHits } from '../../core/vectors/check-hits.ts';
import type { Rows, Scan, Scorer, Hit } from '../../core/ports.ts';
import type { Backend } from '../../types.ts';
import { VitrineError } from '../../errors.ts';
import { openCpu, openGpu, sentence } from './choose-scorer.ts';

/** A scorer that answers whatever happens to the GPU, and whose `backend` says what answers. */
export interface FailoverScorer extends Scorer {
  /** Why it is not the fastest back end, if it is not. */
  readonly reason: string | undefined;
}

/** Milliseconds before each attempt to get a lost GPU back. After the last one the CPU stays. */
const RETRIES = [500, 2_000, 10_000, 60_000];

/** The first scan of a GPU, and then every one of so many, is done on the CPU too. Others get a cheap check. */
const FULL_CHECK_EVERY = 64;

/**
 * Opens the wanted back end. If the GPU is lost, even in the middle of a scan, the CPU answers instead until the GPU is
 * back. If an answer of the GPU cannot be right, the CPU answers from then on.
 *
 * @param firstPass Whether to score approximately, on the CPU (`createSignsScorer`).
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
  let scans = 0; // of the present GPU
  const how = wanted === 'webgpu' ? wanted : 'auto';
  if ((wanted === 'auto' && !firstPass) || wanted === 'webgpu') await takeGpu();

  async function takeGpu(): Promise<void> {
    const gpu = await openGpu(rows, how, cpu.scorer);
    if (gpu === undefined) return;
    if (typeof gpu === 'string') {
      reason = gpu;
      if (retries > 0) retry(); // there was a GPU before
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
      if (disposed || isOfCall(error)) throw error;
      loseGpu(asked, sentence(error));
    }
    return cpu.scorer.scan(request);
  }

  async function wrongIn(hits: Hit[][], request: Scan, before: number): Promise<string | undefined> {
    if (before % FULL_CHECK_EVERY !== 0) return checkHits(rows, request, hits, before * request.k);
    const right = await cpu.scorer.scan(request);
    return JSON.stringify(hits) === JSON.stringify(right)
      ? undefined
      : 'its hits differ from those of the CPU';
  }

  return {
    get backend() {
      return current.backend;
    },
    get reason() {
      return reason;
    },
    scan,
    // The CPU has the rows, whatever scans them.
    ...(cpu.scorer.scoreExactly && { scoreExactly: cpu.scorer.scoreExactly }),
    dispose: () => {
      disposed = true;
      clearTimeout(timer);
      current.dispose();
      cpu.scorer.dispose();
    },
  };
}

/** Whether the call itself is wrong, so that the CPU would refuse it too. */
function isOfCall(error: unknown): boolean {
  return error instanceof VitrineError && error.code !== 'gpu';
}
