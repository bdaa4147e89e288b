import type { Batch } from './batch.ts';

/** How token vectors become a text's vector: their mean, the first, the last, or the largest value of each component. */
export type Pooling = 'mean' | 'cls' | 'last' | 'max';

/**
 * Pools a model's output into one unit vector for each text.
 *
 * @param dims The shape of `output`: `[rows, dim]` if already pooled, or `[rows, columns, dim]`, one vector a token.
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

/** The first token to pool and the end; padding is on the right. */
function rangeOf({ mask, columns }: Batch, row: number, pooling: Pooling): readonly [number, number] {
  const length = mask.subarray(row * columns, (row + 1) * columns).filter((one) => one === 1n).length;
  if (pooling === 'cls') return [0, 1];
  return pooling === 'last' ? [Math.max(0, length - 1), length] : [0, length];
}

/** Scales a vector to length 1 in place. Zeros stay zeros. */
function unit(vector: Float32Array<ArrayBuffer>): Float32Array<ArrayBuffer> {
  const norm = Math.hypot(...vector);
  if (norm > 0) vector.forEach((value, j) => (vector[j] = value / norm));
  return vector;
}
