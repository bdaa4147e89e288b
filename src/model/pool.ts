import type { Batch } from './batch.ts';

export type Pooling = 'mean' | 'cls';

/**
 * One unit vector a text from what a model put out.
 *
 * @param dims Of `output`: `[rows, dim]`, already pooled, or `[rows, columns, dim]`, a vector a token.
 */
export function poolRows(
  output: Float32Array,
  dims: readonly number[],
  batch: Batch,
  pooling: Pooling,
): Float32Array<ArrayBuffer>[] {
  const dim = dims.at(-1)!;
  return Array.from({ length: batch.rows }, (_, row) => {
    const vector = new Float32Array(dim);
    const tokens = dims.length === 2 ? 1 : batch.columns;
    for (let token = 0; token < tokens; token++) {
      const counts =
        dims.length === 2 ||
        (pooling === 'cls' ? token === 0 : batch.mask[row * batch.columns + token] === 1n);
      if (!counts) continue;
      const from = (row * tokens + token) * dim;
      for (let j = 0; j < dim; j++) vector[j]! += output[from + j]!;
    }
    return unit(vector);
  });
}

/** In place. Zeros stay zeros. */
function unit(vector: Float32Array<ArrayBuffer>): Float32Array<ArrayBuffer> {
  const norm = Math.hypot(...vector);
  if (norm > 0) vector.forEach((value, j) => (vector[j] = value / norm));
  return vector;
}
