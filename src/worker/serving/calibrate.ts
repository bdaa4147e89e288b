import type { Rows, Scorer } from '../../core/ports.ts';
import { poolSize } from '../../core/vectors/rescore.ts';

const ROUNDS = 3;
/** Milliseconds for both. */
const BUDGET = 40;
/** Milliseconds of these for the GPU. Its first scan is the slowest; a GPU that is too slow is not waited for. */
const GPU_BUDGET = 25;

/**
 * Whether the GPU answers a usual scan sooner than the CPU, transfers included. Takes at most 40 ms, plus the rest of a
 * CPU scan that is under way then.
 */
export async function isQuicker(gpu: Scorer, cpu: Scorer, rows: Rows): Promise<boolean> {
  const began = performance.now();
  const gpuTime = await quickest(gpu, rows, began + GPU_BUDGET);
  if (gpuTime === Infinity) return false;
  return gpuTime < (await quickest(cpu, rows, began + BUDGET));
}

/** Milliseconds of the quickest of a few scans; Infinity if none ends in time. The first scan may be slow. */
async function quickest(scorer: Scorer, { dim }: Rows, until: number): Promise<number> {
  const query = Int8Array.from({ length: dim }, (_, j) => ((j * 37) % 127) - 63);
  let best = Infinity;
  for (let round = 0; round < ROUNDS; round++) {
    const began = performance.now();
    const scan = scorer.scan({ queries: [query], k: poolSize(8) });
    if (!(await isOverBy(until, scan))) break;
    const ended = performance.now();
    best = Math.min(best, ended - began);
    if (ended >= until) break;
  }
  return best;
}

async function isOverBy(until: number, work: Promise<unknown>): Promise<boolean> {
  let timer: ReturnType<typeof setTimeout> | undefined;
  const late = new Promise<boolean>((resolve) => {
    timer = setTimeout(() => {
      resolve(false);
    }, until - performance.now());
  });
  try {
    return await Promise.race([work.then(() => true), late]);
  } finally {
    clearTimeout(timer);
  }
}
