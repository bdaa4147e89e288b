import { VitrineError } from '../../errors.ts';
import { hadamard } from './hadamard.ts';

/** A linear map from the text model's vectors to the pack's. */
export interface Projection {
  /** Numbers in a vector of the model. */
  readonly from: number;
  /** Numbers in a vector of the pack: a multiple of 4, `from` at most. */
  readonly dim: number;
  /** `[dim * from]`, row-major: orthogonal unit rows, those with the largest share of the catalogue's energy first. */
  readonly basis: Float32Array<ArrayBuffer>;
}

/**
 * A vector's components along the basis, `[dim]`. Inner products of vectors within the basis stay the same.
 *
 * @throws {VitrineError} `bad-shape` for a vector of another length than `from`.
 */
export function along({ from, dim, basis }: Projection, vector: Float32Array): Float32Array<ArrayBuffer> {
  if (vector.length !== from)
    throw new VitrineError(
      'bad-shape',
      `a vector of ${vector.length} numbers was given to a projection from ${from}`,
    );
  const components = new Float32Array(dim);
  for (let i = 0, at = 0; i < dim; i++, at += from) {
    let sum = 0;
    for (let j = 0; j < from; j++) sum += basis[at + j]! * vector[j]!;
    components[i] = sum;
  }
  return components;
}

/** A query of the text model, projected and rotated as the pack's rows are. @throws {VitrineError} as `along`. */
export function project(projection: Projection, vector: Float32Array): Float32Array<ArrayBuffer> {
  const components = along(projection, vector);
  hadamard(components, new Float32Array(projection.dim));
  return components;
}
