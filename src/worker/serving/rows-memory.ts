import type { Rows } from '../../core/ports.ts';
import { ordinaryRows } from '../../core/vectors/quantise.ts';
import { kernelFor } from '../../wasm/kernels.ts';
import { allocateRows } from '../../wasm/memory.ts';
import type { EngineOptions } from '../../wire/engine-options.ts';

/** Below this the hand-over costs more than the second thread gains. */
const LEAST_BYTES = 6e6;
const MOST_THREADS = 4;

/** Below this scoring every row takes well under a millisecond. */
const LEAST_APPROXIMATE = 50_000;

/** How many threads are worth it for rows of that size; 1 where the page is not cross-origin isolated, and in a shared worker. */
export function threadsFor({ count, dim }: Pick<Rows, 'count' | 'dim'>): number {
  if (!globalThis.crossOriginIsolated || typeof Worker === 'undefined' || count * dim < LEAST_BYTES) return 1;
  return Math.max(1, Math.min(MOST_THREADS, navigator.hardwareConcurrency));
}

/** Whether a catalogue of that size gets a first pass of one bit a component: only where asked for, and worth it. */
export function takesFirstPass(
  count: number,
  { approximate, backend }: Pick<EngineOptions, 'approximate' | 'backend'>,
): boolean {
  return approximate && count >= LEAST_APPROXIMATE && (backend === 'auto' || backend === 'wasm');
}

/** Room for a catalogue's rows, where WebAssembly scores them in place; ordinary arrays where there is none. */
export function roomForRows(count: number, dim: number, firstPass = false): Rows {
  try {
    const shared = threadsFor({ count, dim }) > 1;
    kernelFor(shared);
    return allocateRows(count, dim, shared, firstPass).rows;
  } catch {
    return ordinaryRows(count, dim);
  }
}
