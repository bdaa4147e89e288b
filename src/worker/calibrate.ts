import type { Rows, Scorer } from '../core/ports.ts';
import { poolSize } from '../core/rescore.ts';

const ROUNDS = 3;
const BUDGET = 40; // ms for all of it

/** Whether `a` answers a usual scan sooner than `b`, the way there and back included. Takes tens of milliseconds. */
export async function isQuicker(a: Scorer, b: Scorer, rows: Rows): Promise<boolean> {
  const until = performance.now() + BUDGET;
  const [first, second] = [await quickest(a, rows, until - BUDGET / 2), await quickest(b, rows, until)];
  return first < second;
}

/** Milliseconds of the quickest of a few scans; the first one is warm-up if there is time for a second. */
async function quickest(scorer: Scorer, { dim }: Rows, until: number): Promise<number> {
  const query = Int8Array.from({ length: dim }, (_, j) => ((j * 37) % 127) - 63);
  let best = Infinity;
  for (let round = 0; round < ROUNDS; round++) {
    const began = performance.now();
    await scorer.scan({ queries: [query], k: poolSize(8) });
    best = Math.min(best, performance.now() - began);
    if (performance.now() >= until) break;
  }
  return best;
}
