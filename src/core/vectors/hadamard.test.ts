import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { hadamard } from './hadamard.ts';
import { randomRows, seeded } from './random.ts';

const rotated = (vector: readonly number[] | Float32Array) => {
  const copy = Float32Array.from(vector);
  hadamard(copy, new Float32Array(copy.length).fill(7));
  return copy;
};
const dot = (a: Float32Array, b: Float32Array) => a.reduce((sum, value, j) => sum + value * b[j]!, 0);
const dims = fc.constantFrom(4, 8, 12, 60, 64, 96, 128, 256, 384, 512);

describe('hadamard', () => {
  it('keeps inner products', () => {
    fc.assert(
      fc.property(dims, fc.nat(), (dim, seed) => {
        const random = seeded(seed);
        const [a, b] = [randomRows(1, dim, random), randomRows(1, dim, random)];
        expect(dot(rotated(a), rotated(b))).toBeCloseTo(dot(a, b), 5);
        expect(dot(rotated(a), rotated(a))).toBeCloseTo(1, 5);
      }),
    );
  });

  it('spreads one large component over its whole block, at most 128 numbers, with equal sizes', () => {
    for (const [dim, block] of [
      [4, 4],
      [12, 4],
      [64, 64],
      [96, 32],
      [128, 128],
      [256, 128],
      [384, 128],
    ] as const)
      for (const at of [0, 1, dim - 1]) {
        const axis = Array.from({ length: dim }, (_, j) => (j === at ? 1 : 0));
        const sizes = [...rotated(axis)].map(Math.abs).filter((size) => size > 0);
        expect(sizes).toHaveLength(block);
        for (const size of sizes) expect(size).toBeCloseTo(1 / Math.sqrt(block), 6);
      }
  });

  it('sends neighbouring components to different blocks', () => {
    const places = (at: number) =>
      [...rotated(Array.from({ length: 12 }, (_, j) => (j === at ? 1 : 0)))].flatMap((value, j) =>
        value === 0 ? [] : [Math.floor(j / 4)],
      );
    expect([0, 1, 2, 3].map((at) => [...new Set(places(at))])).toEqual([[0], [1], [2], [0]]);
  });

  it('is the Walsh-Hadamard transform in natural order', () => {
    expect([...rotated([1, 2, 3, 4])]).toEqual([5, -1, -2, 0]);
    expect([...rotated([1, 0, 0, 0])]).toEqual([0.5, 0.5, 0.5, 0.5]);
    expect([...rotated([0, 1, 0, 0])]).toEqual([0.5, -0.5, 0.5, -0.5]);
  });
});
