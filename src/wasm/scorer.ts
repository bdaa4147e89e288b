import type { Hit, Rows, Scan, Scorer } from '../core/ports.ts';
import { checkScan } from '../core/vectors/score.ts';
import type { Simd } from './kernels.ts';
import { exactScorer, openKernel } from './open.ts';
import { openTeam } from './team.ts';
import { warmUp } from './warm-up.ts';

export interface WasmOptions {
  /** Asks for one kernel in particular; the best that the browser takes, if left out. */
  readonly simd?: Simd;
  /** 1 to 4, this one included. More than 1 needs a cross-origin isolated page. Default 1. */
  readonly threads?: number;
  /** Whether to scan for nothing at first, so that the first query need not be slow. Default true. */
  readonly warm?: boolean;
}

/** A scorer that says how many threads had a part in its last scan. */
export interface WasmScorer extends Scorer {
  lastThreads(): number;
  /** Resolves once every helper can take a part; scans do not wait for it. */
  readonly ready: Promise<void>;
}

/**
 * Scores a catalogue with WebAssembly SIMD: one pass over the rows, and the best k kept as they come.
 * Rows that `allocateRows` made are used where they lie; others are copied. Helper threads join as they get ready.
 *
 * @throws {VitrineError} `bad-shape`; `wasm` where there is no SIMD or no room.
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
