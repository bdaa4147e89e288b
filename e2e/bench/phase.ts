/** A phase ends after both minima, and at `maxMs` at the latest. */
export interface Phase {
  readonly minRuns: number;
  readonly minMs: number;
  readonly maxMs: number;
}

/** @returns Milliseconds of each run, shortest first. */
export async function timesOf(
  { minRuns, minMs, maxMs }: Phase,
  run: (turn: number) => Promise<unknown>,
): Promise<number[]> {
  const times: number[] = [];
  const began = performance.now();
  for (;;) {
    const passed = performance.now() - began;
    if (passed >= maxMs || (times.length >= minRuns && passed >= minMs)) break;
    times.push(await timeOf(() => run(times.length)));
  }
  return times.sort((a, b) => a - b);
}

export async function timeOf(run: () => Promise<unknown>): Promise<number> {
  const began = performance.now();
  await run();
  return performance.now() - began;
}

/** @param sorted Ascending, not empty. */
export function quantile(sorted: readonly number[], share: number): number {
  return sorted[Math.min(sorted.length - 1, Math.floor(share * sorted.length))]!;
}
