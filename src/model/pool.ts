import type { Batch } from './batch.ts';

/** Which tokens' vectors make a text's: the mean of all, the first, the last, or the largest number at each place. */
export type Pooling = 'mean' | 'cls' | 'last' | 'max';

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
    const [first, end] = dims.length === 2 ? [0, 1] : rangeOf(batch, row, pooling);
    if (pooling === 'max' && end > first) vector.fill(-Infinity);
    for (let token = first; token < end; token++) {
      const from = (row * tokens + token) * dim;
      for (let j = 0; j < dim; j++) {
        const value = output[from + j]!;
        vector[j] = pooling === 'max' ? Math.max(vector[j]!, value) : vector[j]! + value;
      }
    }
    return unit(vector);
  });
}

/** Tokens that count; padding is on the right. */
function rangeOf({ mask, columns }: Batch, row: number, pooling: Pooling): readonly [number, number] {
  const length = mask.subarray(row * columns, (row + 1) * columns).filter((one) => one === 1n).length;
  if (pooling === 'cls') return [0, 1];
  return pooling === 'last' ? [Math.max(0, length - 1), length] : [0, length];
}

/** In place. Zeros stay zeros. */
function unit(vector: Float32Array<ArrayBuffer>): Float32Array<ArrayBuffer> {
  const norm = Math.hypot(...vector);
  if (norm > 0) vector.forEach((value, j) => (vector[j] = value / norm));
  return vector;
}
