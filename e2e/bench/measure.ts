import type { BenchData, Index, Searcher } from './contender.ts';
import { quantile, timeOf, timesOf, type Phase } from './phase.ts';

/** The worker's measurements of one contender. */
export interface Figures {
  readonly p50_ms: number;
  readonly p95_ms: number;
  /** The share of the exact best `k` that was found; null for a contender that finds nothing by design. */
  readonly recall: number | null;
  readonly build_ms: number;
  readonly first_ms: number;
}

const WARM_UP: Phase = { minRuns: 10, minMs: 300, maxMs: 3000 };
const TIMED: Phase = { minRuns: 30, minMs: 1500, maxMs: 8000 };

/** Builds an index and times searches. It does not dispose of the index, so that its memory can be read. */
export async function measure(searcher: Searcher, data: BenchData, k: number): Promise<Figures> {
  const began = performance.now();
  const index = await searcher.prepare(data);
  const build_ms = performance.now() - began;
  const search = (turn: number) => index.search(data.queries[turn % data.queries.length]!, k);
  const first_ms = await timeOf(() => search(0));
  await timesOf(WARM_UP, search);
  const times = await timesOf(TIMED, search);
  return {
    p50_ms: quantile(times, 0.5),
    p95_ms: quantile(times, 0.95),
    recall: await recallOf(index, data, k),
    build_ms,
    first_ms,
  };
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
