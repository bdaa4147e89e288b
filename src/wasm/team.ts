import type { Hit } from '../core/ports.ts';
import { startWorker } from '../wire/start-worker.ts';
import { controlOf, endHelpers, lead, scanRange, type Job } from './control.ts';
import { isShared, THREAD_BYTES } from './memory.ts';
import { readHits, type OpenKernel } from './open.ts';
import type { ThreadStart } from './thread-entry.ts';

/** The threads that scan a catalogue: the calling one, which leads, and its helpers. */
export interface Team {
  /** The best hits of each of the job's queries, best first. */
  scan(job: Job): Hit[][];
  /** How many threads took part in the last scan. */
  lastThreads(): number;
  /** Resolves once every helper is ready; scans do not wait for it. */
  readonly ready: Promise<void>;
  dispose(): void;
}

/** @param threads Including the calling one, which works alone if the memory is not shared. */
export function openTeam({ memory, layout, buffer, kernel, exports }: OpenKernel, threads: number): Team {
  const control = controlOf(memory, layout);
  const { workers, ready } = startThreads(isShared(memory) ? threads - 1 : 0, { kernel, memory, layout });
  let helped = [0];
  return {
    scan: (job) => {
      const { width, k, count } = job;
      helped = [0];
      if (workers.length > 0) helped = lead(exports, layout, job, control);
      else {
        exports.clear(layout.heaps, k * width);
        scanRange(exports, layout, layout.heaps, job, 0, count);
      }
      return Array.from({ length: width }, (_, query) => {
        const heap = layout.heaps + query * k * 8;
        for (const thread of helped.slice(1)) exports.merge(heap, heap + thread * THREAD_BYTES, k);
        exports.sort(heap, k);
        return readHits(buffer, heap, k);
      });
    },
    lastThreads: () => helped.length,
    ready,
    dispose: () => {
      if (workers.length > 0) endHelpers(control);
      for (const worker of workers) worker.terminate();
    },
  };
}

function startThreads(count: number, start: Omit<ThreadStart, 'thread'>) {
  const workers = Array.from({ length: count }, () =>
    startWorker(
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
