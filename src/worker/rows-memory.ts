import type { Rows } from '../core/ports.ts';
import { ordinaryRows } from '../core/rows.ts';
import { kernelFor } from '../wasm/kernels.ts';
import { allocateRows } from '../wasm/memory.ts';

/** Below this the hand-over costs more than the second thread gains. */
const LEAST_BYTES = 6e6;
const MOST_THREADS = 4;

/** How many threads are worth it for rows of that size; 1 where the page is not cross-origin isolated. */
export function threadsFor({ count, dim }: Pick<Rows, 'count' | 'dim'>): number {
  if (!globalThis.crossOriginIsolated || count * dim < LEAST_BYTES) return 1;
  return Math.max(1, Math.min(MOST_THREADS, navigator.hardwareConcurrency));
}

/** Room for a catalogue's rows, where WebAssembly scores them in place; ordinary arrays where there is none. */
export function roomForRows(count: number, dim: number): Rows {
  try {
    const shared = threadsFor({ count, dim }) > 1;
    kernelFor(shared);
    return allocateRows(count, dim, shared).rows;
  } catch {
    return ordinaryRows(count, dim);
  }
}
