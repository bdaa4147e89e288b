import type { Rows } from '../ports.ts';

/** Room for rows in arrays of their own, all zeros; the caller fills `data` and `scales`. */
export function ordinaryRows(count: number, dim: number): Rows {
  return { count, dim, data: new Int8Array(count * dim), scales: new Float32Array(count) };
}
