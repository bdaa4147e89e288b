import type { Hit, Rows, Scan, Scorer } from '../core/ports.ts';
import { checkScan } from '../core/vectors/score.ts';
import type { Simd } from './kernels.ts';
import { exactScorer, openKernel } from './open.ts';
import { openTeam } from './team.ts';
import { warmUp } from './warm-up.ts';

export interface WasmOptions {
  /** Requires one kernel; by default the best that the browser supports. */
  readonly simd?: Simd;
  /** 1 to 4, including the calling thread. More than 1 needs a cross-origin isolated page. Default 1. */
  readonly threads?: number;
  /** Whether to run some scans at once, so that the first query is not slow. Default true. */
  readonly warm?: boolean;
}

/** A scorer that reports how many threads took part in its last scan. */
export interface WasmScorer extends Scorer {
  lastThreads(): number;
  /** Resolves once every helper thread is ready; scans do not wait for it. */
  readonly ready: Promise<void>;
}

/**
 * Scores rows with WebAssembly SIMD, in one pass that keeps the best k. Copies the rows unless `allocateRows` allocated
 * them. Helper threads join when they are ready.
 *
 * @throws {VitrineError} `bad-shape`; `wasm` without SIMD support or enough memory.
 */
export function createWasmScorer(
  given: Rows,
  { simd, threads = 1, warm = true }: WasmOptions = {},
): WasmScorer {
  const opened = openKernel(given, { simd, shared: threads > 1 });
  const { rows } = opened;
  const { scan: scanJob, ...team } = openTeam(opened, threads);

  const scan = (request: Scan, count = rows.count): Hit[][] => scanJob(opened.jobOf(request, count));
  const scoreExactly = exactScorer(opened);
  if (warm) warmUp(rows, (request, some) => scan(request, some)[0]!, scoreExactly);

  return {
    ...team,
    backend: 'wasm',
    scan: async (request) => {
      checkScan(rows, request);
      return scan(request);
    },
    scoreExactly,
  };
}
