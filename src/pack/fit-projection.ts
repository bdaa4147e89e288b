import { symmetricEigen } from './eigen.ts';
import type { Projection } from '../core/vectors/projection.ts';
import { BASIS_UNIT } from './projection-file.ts';

/** At most this many rows are read, evenly spaced. More rows would hardly change the directions. */
const MAX_ROWS = 20_000;
/** A component has at least this share of the energy: smaller shares are rounding noise. */
const MIN_SHARE = 1e-6;

/** The principal directions of a catalogue's vectors, and the energy along each. */
export interface Directions {
  readonly projection: Projection;
  /** `[dim]`, descending: the mean square of each component. */
  readonly energy: Float64Array<ArrayBuffer>;
}

/**
 * Finds the principal components without centring. Scores are inner products, and of all directions these lose least of
 * them.
 *
 * @param embeddings `[count * from]`, row-major.
 */
export function fitProjection(embeddings: Float32Array, from: number): Directions {
  const moments = secondMoments(embeddings, from);
  const { values, vectors } = symmetricEigen(moments, from);
  const total = values.reduce((sum, value) => sum + Math.max(0, value), 0) || 1;
  return {
    projection: { from, dim: from, basis: rounded(vectors) },
    energy: values.map((value) => Math.max(value, total * MIN_SHARE)),
  };
}

/** The first `dim` of the directions. */
export function firstDirections({ projection, energy }: Directions, dim: number): Directions {
  const { from, basis } = projection;
  return { projection: { from, dim, basis: basis.slice(0, dim * from) }, energy: energy.slice(0, dim) };
}

/** `[from * from]`: the mean over rows of the products of each two components. */
function secondMoments(embeddings: Float32Array, from: number): Float64Array {
  const count = embeddings.length / from;
  const step = Math.max(1, count / MAX_ROWS);
  const moments = new Float64Array(from * from);
  let seen = 0;
  for (let row = 0; row < count; row += step, seen++) {
    const first = Math.floor(row) * from;
    for (let i = 0; i < from; i++) {
      const factor = embeddings[first + i]!;
      if (factor === 0) continue;
      for (let j = 0, to = i * from; j <= i; j++) moments[to + j]! += factor * embeddings[first + j]!;
    }
  }
  for (let i = 0; i < from; i++)
    for (let j = 0; j <= i; j++) moments[j * from + i] = moments[i * from + j]! /= seen || 1;
  return moments;
}

/** Rounds to the numbers that a projection file can hold, so that rows and queries are projected by the same numbers. */
function rounded(vectors: Float64Array): Float32Array<ArrayBuffer> {
  return Float32Array.from(vectors, (value) => Math.round(value / BASIS_UNIT) * BASIS_UNIT);
}
