import { symmetricEigen } from './eigen.ts';
import type { Projection } from '../core/vectors/projection.ts';
import { BASIS_UNIT } from './projection-file.ts';

/** Rows that are looked at: more would not turn the basis noticeably. */
const MOST_ROWS = 20_000;
/** Shares of the energy below this are noise. */
const LEAST_SHARE = 1e-6;

/** The directions in which a catalogue's vectors differ most, and what of the energy lies along each. */
export interface Directions {
  readonly projection: Projection;
  /** `[dim]`, falling: mean square of each component. */
  readonly energy: Float64Array<ArrayBuffer>;
}

/**
 * Principal components without centring: inner products are scores, and these directions keep them best.
 *
 * @param embeddings `[count * from]`, row-major.
 */
export function fitProjection(embeddings: Float32Array, from: number): Directions {
  const moments = secondMoments(embeddings, from);
  const { values, vectors } = symmetricEigen(moments, from);
  const total = values.reduce((sum, value) => sum + Math.max(0, value), 0) || 1;
  return {
    projection: { from, dim: from, basis: rounded(vectors) },
    energy: values.map((value) => Math.max(value, total * LEAST_SHARE)),
  };
}

/** The same directions, the first `dim` of them. */
export function firstDirections({ projection, energy }: Directions, dim: number): Directions {
  const { from, basis } = projection;
  return { projection: { from, dim, basis: basis.slice(0, dim * from) }, energy: energy.slice(0, dim) };
}

function secondMoments(embeddings: Float32Array, from: number): Float64Array {
  const count = embeddings.length / from;
  const step = Math.max(1, count / MOST_ROWS);
  const moments = new Float64Array(from * from);
  let seen = 0;
  for (let at = 0; at < count; at += step, seen++) {
    const first = Math.floor(at) * from;
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

/** As they are stored, so that rows and queries are projected by the same numbers. */
function rounded(vectors: Float64Array): Float32Array<ArrayBuffer> {
  return Float32Array.from(vectors, (value) => Math.round(value / BASIS_UNIT) * BASIS_UNIT);
}
