import { dequantise } from '../../core/vectors/quantise.ts';
import type { Rows } from '../../core/ports.ts';
import { seeded } from '../../core/vectors/random.ts';

const ROUNDS = 30;

/**
 * Projects a catalogue onto its first two principal components. Orthogonal iteration needs no more memory than the vectors.
 *
 * @returns The coordinates `[count]` on each axis.
 * @see Golub & Van Loan, "Matrix Computations", 4th edition, 8.2.4.
 */
export function principalPlane(rows: Rows): { readonly x: Float64Array; readonly y: Float64Array } {
  const { count, dim } = rows;
  const vectors = Array.from({ length: count }, (_, row) => dequantise(rows, row));
  const mean = new Float64Array(dim);
  for (const vector of vectors) for (let j = 0; j < dim; j++) mean[j]! += vector[j]! / count;
  const random = seeded(1);
  const axes = [0, 1].map(() => Float64Array.from({ length: dim }, () => random() - 0.5));
  const along = (axis: Float64Array) =>
    Float64Array.from(vectors, (vector) => {
      let sum = 0;
      for (let j = 0; j < dim; j++) sum += (vector[j]! - mean[j]!) * axis[j]!;
      return sum;
    });
  for (let round = 0; round < ROUNDS; round++) {
    for (const axis of axes) {
      const places = along(axis);
      axis.fill(0);
      vectors.forEach((vector, row) => {
        for (let j = 0; j < dim; j++) axis[j]! += places[row]! * (vector[j]! - mean[j]!);
      });
    }
    orthonormalise(axes as [Float64Array, Float64Array]);
  }
  return { x: along(axes[0]!), y: along(axes[1]!) };
}

/** Gram-Schmidt, in place. */
function orthonormalise([first, second]: [Float64Array, Float64Array]): void {
  scale(first);
  const shared = first.reduce((sum, value, j) => sum + value * second[j]!, 0);
  second.forEach((value, j) => (second[j] = value - shared * first[j]!));
  scale(second);
}

function scale(axis: Float64Array): void {
  const length = Math.hypot(...axis) || 1;
  axis.forEach((value, j) => (axis[j] = value / length));
}
