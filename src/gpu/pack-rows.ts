import type { Rows } from '../core/ports.ts';
import type { Arithmetic } from './scan-source.ts';

/** Components that the kernel reads at once: four to a u32, four u32 to a vector. */
const STEP = 16;

/** How many steps a row takes; the last is filled with zeros. */
export function stepsOf(dim: number): number {
  return Math.ceil(dim / STEP);
}

/** Rows as the kernel reads them; where they lie, if each ends on a step. */
export function packRows({ dim, data }: Rows, firstRow: number, count: number): GPUAllowSharedBufferSource {
  const run = data.subarray(firstRow * dim, (firstRow + count) * dim);
  if (dim % STEP === 0) return run as GPUAllowSharedBufferSource;
  const stride = stepsOf(dim) * STEP;
  const packed = new Int8Array(count * stride);
  for (let row = 0; row < count; row++) packed.set(run.subarray(row * dim, (row + 1) * dim), row * stride);
  return packed;
}

/** Queries as the device's arithmetic wants them, one after the other. */
export function packQueries(
  queries: readonly Int8Array[],
  dim: number,
  arithmetic: Arithmetic,
): Int8Array<ArrayBuffer> | Float32Array<ArrayBuffer> {
  const stride = stepsOf(dim) * STEP;
  const size = queries.length * stride;
  const packed = arithmetic === 'packed' ? new Int8Array(size) : new Float32Array(size);
  queries.forEach((query, i) => {
    packed.set(query, i * stride);
  });
  return packed;
}
