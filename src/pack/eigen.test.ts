import { describe, expect, it } from 'vitest';
import { symmetricEigen } from './eigen.ts';
import { seeded } from '../core/vectors/random.ts';

function randomSymmetric(n: number): Float64Array {
  const random = seeded(n);
  const matrix = new Float64Array(n * n);
  for (let i = 0; i < n; i++)
    for (let j = 0; j <= i; j++) matrix[i * n + j] = matrix[j * n + i] = random() * 2 - 1;
  return matrix;
}

describe('symmetricEigen', () => {
  it('finds the known eigenvalues and vectors of a matrix of two rows', () => {
    const { values, vectors } = symmetricEigen(Float64Array.of(2, 1, 1, 2), 2);
    expect(values[0]).toBeCloseTo(3, 12);
    expect(values[1]).toBeCloseTo(1, 12);
    expect(vectors[0]).toBeCloseTo(Math.SQRT1_2, 12);
    expect(vectors[1]).toBeCloseTo(Math.SQRT1_2, 12);
  });

  it.each([1, 3, 16, 31])(
    'gives vectors that the matrix only scales, at right angles to each other (n = %i)',
    (n) => {
      const matrix = randomSymmetric(n);
      const { values, vectors } = symmetricEigen(matrix, n);
      for (let i = 0; i < n; i++) {
        const vector = vectors.subarray(i * n, (i + 1) * n);
        for (let j = 0; j < n; j++) {
          let image = 0;
          let angle = 0;
          for (let k = 0; k < n; k++) {
            image += matrix[j * n + k]! * vector[k]!;
            angle += vectors[j * n + k]! * vector[k]!;
          }
          expect(image).toBeCloseTo(values[i]! * vector[j]!, 9);
          expect(angle).toBeCloseTo(i === j ? 1 : 0, 9);
        }
        if (i > 0) expect(values[i]).toBeLessThanOrEqual(values[i - 1]!);
      }
    },
  );

  it('works for a matrix of zeros, and for one with equal rows', () => {
    expect([...symmetricEigen(new Float64Array(16), 4).values]).toEqual([0, 0, 0, 0]);
    const { values } = symmetricEigen(new Float64Array(16).fill(1), 4);
    expect(values[0]).toBeCloseTo(4, 12);
    expect(values[3]).toBeCloseTo(0, 12);
  });
});
