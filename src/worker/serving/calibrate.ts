import type { Rows, Scorer } from '../../core/ports.ts';
import { poolSize } from '../../core/vectors/rescore.ts';

const ROUNDS = 3;
/** ms for all of it. */
const BUDGET = 40;
/** Of which the GPU may take so many: its first scan is the slowest, and a slow one is not waited for. */
const GPU_BUDGET = 25;

/**
 * Whether the GPU answers a usual scan sooner than the CPU, the way there and back included. Takes 40 ms at most, and
 * what a CPU scan under way takes beyond that.
 */
export async function isQuicker(gpu: Scorer, cpu: Scorer, rows: Rows): Promise<boolean> {
  const began = performance.now();
  const there = await quickest(gpu, rows, began + GPU_BUDGET);
  if (there === Infinity) return false;
  return there < (await quickest(cpu, rows, began + BUDGET));
}

/** Milliseconds of the quickest of a few scans, Infinity if none ends in time; the first is warm-up where there are more. */
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
