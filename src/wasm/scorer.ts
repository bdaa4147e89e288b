import type { Hit, Rows, Scan, Scorer } from '../core/ports.ts';
import { checkScan } from '../core/score.ts';
import { startWorker } from '../start-worker.ts';
import { controlOf, endHelpers, lead, walkRows, type Job } from './control.ts';
import type { Simd } from './kernels.ts';
import { THREAD_BYTES, isShared } from './memory.ts';
import { exactScorer, openKernel, readHits } from './open.ts';
import type { ThreadStart } from './thread-entry.ts';
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
  const { memory, buffer, layout, rows, kernel, exports, queryBytes, ...write } = openKernel(
    given,
    simd,
    threads > 1,
    false,
  );
  const control = controlOf(memory, layout);
  const { workers, ready } = startThreads(isShared(memory) ? threads - 1 : 0, { kernel, memory, layout });

  let helped = [0];

  function scan(request: Scan, count = rows.count): Hit[][] {
    const { queries, k } = request;
    const width = queries.length;
    write.writeQueries(queries);
    const job: Job = { count, dim: rows.dim, queryBytes, width, k, ...write.writeLimits(request) };
    helped = [0];
    if (workers.length > 0) helped = lead(exports, layout, job, control);
    else {
      exports.clear(layout.heaps, k * width);
      walkRows(exports, layout, layout.heaps, job, 0, count);
    }
    return queries.map((_, query) => {
      const heap = layout.heaps + query * k * 8;
      for (const thread of helped.slice(1)) exports.absorb(heap, heap + thread * THREAD_BYTES, k);
      exports.sort(heap, k);
      return readHits(buffer, heap, k);
    });
  }

  const scoreExactly = exactScorer(layout, buffer, exports, rows.dim);
  if (warm) warmUp(rows, (request, some) => scan(request, some)[0]!, scoreExactly);

  return {
    backend: 'wasm',
    scan: async (request) => {
      checkScan(rows, request);
      return scan(request);
    },
    scoreExactly,
    ready,
    lastThreads: () => helped.length,
    dispose: () => {
      if (workers.length > 0) endHelpers(control);
      for (const worker of workers) worker.terminate();
    },
  };
}

function startThreads(count: number, start: Omit<ThreadStart, 'thread'>) {
  const workers = Array.from({ length: count }, () =>
    startWorker(
      import.meta.url,
      () =>
        new Worker(new URL('./thread-entry.ts', import.meta.url), { type: 'module', name: 'vitrine-scan' }),
    ),
  );
  const begun = workers.map((worker, i) => {
    worker.postMessage({ ...start, thread: i + 1 } satisfies ThreadStart);
    return new Promise<void>((resolve) => {
      worker.onmessage = () => {
        resolve();
      };
    });
  });
  return { workers, ready: Promise.all(begun).then(() => undefined) };
}
