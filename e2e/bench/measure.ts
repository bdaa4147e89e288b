import type { BenchData, Index, Searcher } from './contender.ts';

/** The worker's measurements of one contender. */
export interface Figures {
  readonly p50_ms: number;
  readonly p95_ms: number;
  /** The share of the exact best `k` that was found; null for a contender that finds nothing by design. */
  readonly recall: number | null;
  readonly build_ms: number;
  readonly first_ms: number;
}

/** A phase ends after both `queries` and `ms`, and at `maxMs` at the latest. */
interface Phase {
  readonly queries: number;
  readonly ms: number;
  readonly maxMs: number;
}

const WARM_UP: Phase = { queries: 10, ms: 300, maxMs: 3000 };
const TIMED: Phase = { queries: 30, ms: 1500, maxMs: 8000 };

/** Builds an index and times searches. It does not dispose of the index, so that its memory can be read. */
export async function measure(searcher: Searcher, data: BenchData, k: number): Promise<Figures> {
  const began = performance.now();
  const index = await searcher.prepare(data);
  const build_ms = performance.now() - began;
  const first_ms = await timed(index, data, 0, k);
  await phase(WARM_UP, index, data, k);
  const times = (await phase(TIMED, index, data, k)).sort((a, b) => a - b);
  return {
    p50_ms: quantile(times, 0.5),
    p95_ms: quantile(times, 0.95),
    recall: await recallOf(index, data, k),
    build_ms,
    first_ms,
  };
}

async function phase({ queries, ms, maxMs }: Phase, index: Index, data: BenchData, k: number) {
  const times: number[] = [];
  const began = performance.now();
  for (;;) {
    const passed = performance.now() - began;
    if (passed >= maxMs || (times.length >= queries && passed >= ms)) break;
    times.push(await timed(index, data, times.length, k));
  }
  return times;
}

async function timed(index: Index, { queries }: BenchData, turn: number, k: number): Promise<number> {
  const query = queries[turn % queries.length]!;
  const began = performance.now();
  await index.search(query, k);
  return performance.now() - began;
}

async function recallOf(index: Index, { queries, truth }: BenchData, k: number): Promise<number | null> {
  let found = 0;
  let wanted = 0;
  for (const [i, best] of truth.entries()) {
    const { ids } = await index.search(queries[i]!, k);
    if (ids.length === 0) return null;
    const got = new Set(ids.slice(0, k));
    found += best.filter((row) => got.has(row)).length;
    wanted += best.length;
  }
  return found / wanted;
}

/** @param sorted Ascending, not empty. */
function quantile(sorted: readonly number[], share: number): number {
  return sorted[Math.min(sorted.length - 1, Math.floor(share * sorted.length))]!;
}
