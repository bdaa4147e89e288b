import type { Rows, Scan, Scorer, Hit } from '../core/ports.ts';
import type { Backend } from '../types.ts';
import { openCpu, openGpu, sentence } from './choose-scorer.ts';

/** A scorer that answers whatever happens to the GPU, and says who answers. */
export interface SteadyScorer extends Scorer {
  /** Why the back end is not the fastest, if it is not. */
  readonly reason: string | undefined;
}

/** Milliseconds after which a lost GPU is asked for again; after the last it stays away. */
const RETRIES = [500, 2_000, 10_000, 60_000];

/**
 * Opens the wanted back end. When the GPU is lost, even in the middle of a scan, the CPU answers instead, and the GPU is
 * asked for again.
 *
 * @param firstPass Scores approximately, on the CPU (`createOneBitScorer`).
 */
export async function createSteadyScorer(
  rows: Rows,
  wanted: 'auto' | Backend,
  firstPass = false,
): Promise<SteadyScorer> {
  const cpu = await openCpu(rows, wanted, firstPass);
  let current = cpu.scorer;
  let reason = cpu.reason;
  let disposed = false;
  let timer: ReturnType<typeof setTimeout> | undefined;
  let retries = 0;
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
    void gpu.lost.then((why) => {
      loseGpu(gpu.scorer, why);
    });
  }

  function loseGpu(scorer: Scorer, why: string): void {
    if (disposed || current !== scorer) return;
    scorer.dispose();
    current = cpu.scorer;
    reason = why;
    retry();
  }

  function retry(): void {
    const wait = RETRIES[retries++];
    if (wait !== undefined && !disposed) timer = setTimeout(() => void takeGpu(), wait);
  }

  async function scan(request: Scan): Promise<Hit[][]> {
    const asked = current;
    try {
      return await asked.scan(request);
    } catch (error) {
      // A bad request fails on the CPU as well, with the same code.
      if (disposed || asked === cpu.scorer) throw error;
      const hits = await cpu.scorer.scan(request);
      loseGpu(asked, sentence(error));
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
