import { VitrineError } from '../../errors.ts';
import type { Rows } from '../ports.ts';

/** Largest absolute value of a stored component. -128 is left out so that negation is safe. */
const ROW_MAX = 127;

/**
 * Largest absolute value of a query component: seven bits, so that a query shifted to be unsigned
 * fits WebAssembly's `i16x8.relaxed_dot_i8x16_i7x16` and every back end can share one quantisation.
 */
const QUERY_MAX = 63;

/**
 * Quantises unit rows to int8 with one scale a row (symmetric, round to nearest). This is the quantisation in memory, which
 * scorers read; the files of a pack have another one, which `defaultPrecision` in src/pack/coding.ts chooses.
 *
 * @param embeddings `[count * dim]` f32, row-major.
 * @throws {VitrineError} `bad-shape` if `dim` is not a multiple of 4 or the length not of `dim`;
 *   `bad-argument` if a component is not finite.
 */
export function quantiseRows(embeddings: Float32Array, dim: number): Rows {
  const count = embeddings.length / dim;
  if (dim % 4 !== 0 || dim <= 0 || !Number.isInteger(count)) {
    throw new VitrineError(
      'bad-shape',
      `dim must be a multiple of 4 that divides ${embeddings.length}, got ${dim}`,
    );
  }
  const data = new Int8Array(embeddings.length);
  const scales = new Float32Array(count);
  for (let row = 0; row < count; row++) {
    const from = row * dim;
    const vector = embeddings.subarray(from, from + dim);
    const scale = Math.fround(largest(vector) / ROW_MAX);
    scales[row] = scale;
    if (scale > 0)
      for (let j = 0; j < dim; j++) data[from + j] = clamp(Math.round(vector[j]! / scale), ROW_MAX);
  }
  return { count, dim, data, scales };
}

/** A query as the back ends take it; `values * scale` is close to the query. */
export interface QuantisedQuery {
  readonly values: Int8Array<ArrayBuffer>;
  readonly scale: number;
}

/**
 * Quantises a query of any length to seven bits.
 *
 * @throws {VitrineError} `bad-argument` if a component is not finite, or all are zero: such a query ranks nothing.
 */
export function quantiseQuery(query: Float32Array): QuantisedQuery {
  const { values, scale } = quantiseQueries([query]);
  return { values: values[0]!, scale };
}

/** Quantises queries with one scale for all, so that one prior can be added to the keys of each. @throws as `quantiseQuery`. */
export function quantiseQueries(queries: readonly Float32Array[]): {
  readonly values: Int8Array<ArrayBuffer>[];
  readonly scale: number;
} {
  const scale = Math.max(...queries.map(largest)) / QUERY_MAX;
  if (scale === 0) throw new VitrineError('bad-argument', 'the query is all zeros, so it ranks nothing');
  const values = queries.map((query) => {
    const quantised = new Int8Array(query.length);
    // The scale is not rounded to f32, so none comes out past the end.
    for (let j = 0; j < query.length; j++) quantised[j] = Math.round(query[j]! / scale);
    return quantised;
  });
  return { values, scale };
}

/** Empty rows in arrays of their own: all zeros, for the caller to fill `data` and `scales`. */
export function ordinaryRows(count: number, dim: number): Rows {
  return { count, dim, data: new Int8Array(count * dim), scales: new Float32Array(count) };
}

/** The embedding of one row, `[dim]` f32: what the catalogue holds after quantisation. */
export function dequantise({ data, scales, dim }: Rows, row: number): Float32Array<ArrayBuffer> {
  const scale = scales[row]!;
  const embedding = new Float32Array(dim);
  for (let j = 0, at = row * dim; j < dim; j++, at++) embedding[j] = data[at]! * scale;
  return embedding;
}

// By index, since every query passes through here and an iterator takes six times as long.
function largest(vector: Float32Array): number {
  const { length } = vector;
  let max = 0;
  for (let j = 0; j < length; j++) max = Math.max(max, Math.abs(vector[j]!)); // NaN stays
  if (max < Infinity) return max;
  throw new VitrineError('bad-argument', `a vector holds ${vector.find((value) => !Number.isFinite(value))}`);
}

// A scale rounded down to f32 can push the largest component one past the end.
function clamp(value: number, max: number): number {
  return Math.max(-max, Math.min(max, value));
}
