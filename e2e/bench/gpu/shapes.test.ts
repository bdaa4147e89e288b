import { expect, it } from 'vitest';
import { MAX_DIM, MAX_K, MAX_QUERIES } from '../../../src/core/vectors/score.ts';
import { shapeOf } from './shapes.ts';

const shapes = Array.from({ length: 200 }, (_, i) => shapeOf(i + 1));

it('draws shapes that a scan takes', () => {
  for (const { count, dim, queries, k } of shapes) {
    expect(count).toBeGreaterThanOrEqual(1);
    expect(dim % 4).toBe(0);
    for (const [value, max] of [
      [dim, MAX_DIM],
      [queries, MAX_QUERIES],
      [k, MAX_K],
    ] as const) {
      expect(value).toBeGreaterThanOrEqual(1);
      expect(value).toBeLessThanOrEqual(max);
    }
  }
});

it('draws catalogues of one level of block maxima and of more, and lists that are cut short', () => {
  expect(shapes.some(({ count }) => count > 100_000)).toBe(true);
  expect(shapes.some(({ count }) => count < 10)).toBe(true);
  expect(shapes.some(({ count, k }) => count > k && k === 1)).toBe(true);
  expect(shapes.some(({ count, k }) => count < k)).toBe(true);
});
