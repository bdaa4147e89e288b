import type { Rows } from '../../core/ports.ts';
import { ordinaryRows } from '../../core/vectors/quantise.ts';
import { kernelFor } from '../../wasm/kernels.ts';
import { allocateRows, MAX_THREADS } from '../../wasm/memory.ts';
import type { EngineOptions } from '../../wire/engine-options.ts';

/** Rows of fewer bytes are scanned faster by one thread: a second thread gains less than starting it costs. */
const MIN_BYTES_FOR_THREADS = 6e6;

/** With fewer rows than this, scoring all of them takes much less than a millisecond. */
const MIN_APPROXIMATE = 50_000;

/** How many threads to scan rows of that size with: 1 without cross-origin isolation, and in a shared worker. */
export function threadsFor({ count, dim }: Pick<Rows, 'count' | 'dim'>): number {
  if (!globalThis.crossOriginIsolated || typeof Worker === 'undefined' || count * dim < MIN_BYTES_FOR_THREADS)
    return 1;
  return Math.max(1, Math.min(MAX_THREADS, navigator.hardwareConcurrency));
}

/** Whether a catalogue of that size gets a first pass by signs, one bit a component: only if it is wanted and worth it. */
export function takesFirstPass(
  count: number,
  { approximate, backend }: Pick<EngineOptions, 'approximate' | 'backend'>,
): boolean {
  return approximate && count >= MIN_APPROXIMATE && (backend === 'auto' || backend === 'wasm');
}

/** Allocates a catalogue's rows where WebAssembly scores them in place, or as ordinary arrays if that fails. */
export function roomForRows(count: number, dim: number, firstPass = false): Rows {
  try {
    const shared = threadsFor({ count, dim }) > 1;
    kernelFor(shared);
    return allocateRows(count, dim, shared, firstPass).rows;
  } catch {
    return ordinaryRows(count, dim);
  }
}
