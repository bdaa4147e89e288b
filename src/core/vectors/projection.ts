import { VitrineError } from '../../errors.ts';
import { spread } from './hadamard.ts';

/** From the text model's vectors to the pack's. */
export interface Projection {
  /** Of the model. */
  readonly from: number;
  /** Of the pack: a multiple of 4, `from` at most. */
  readonly dim: number;
  /** `[dim * from]`, orthogonal unit rows, what says most first. */
  readonly basis: Float32Array<ArrayBuffer>;
}

/** A vector's components along the basis, `[dim]`: inner products of what lies within it stay what they are. */
export function along({ from, dim, basis }: Projection, vector: Float32Array): Float32Array<ArrayBuffer> {
  if (vector.length !== from)
    throw new VitrineError('bad-shape', `a vector of ${vector.length} for a projection from ${from}`);
  const components = new Float32Array(dim);
  for (let i = 0, at = 0; i < dim; i++, at += from) {
    let sum = 0;
    for (let j = 0; j < from; j++) sum += basis[at + j]! * vector[j]!;
    components[i] = sum;
  }
  return components;
}

/** A query of the text model as the pack's rows are: projected, then spread. */
export function project(projection: Projection, vector: Float32Array): Float32Array<ArrayBuffer> {
  const components = along(projection, vector);
  spread(components, new Float32Array(projection.dim));
  return components;
}
