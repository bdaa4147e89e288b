import { describe, expect, it } from 'vitest';
import { seeded } from '../../core/vectors/random.ts';
import { bootstrapMeans } from './bootstrap.ts';

describe('bootstrapMeans', () => {
  it('is near the normal interval of a mean', () => {
    const random = seeded(1);
    const column = Float64Array.from({ length: 2000 }, () => (random() < 0.3 ? 1 : 0));
    const mean = column.reduce((a, b) => a + b, 0) / column.length;
    const error = 1.96 * Math.sqrt((mean * (1 - mean)) / column.length);
    const [[low, high]] = bootstrapMeans([column], 1) as [[number, number]];
    expect(low).toBeCloseTo(mean - error, 2);
    expect(high).toBeCloseTo(mean + error, 2);
  });

  it('draws the same cases for every column, so a difference that never varies has no width', () => {
    const a = Float64Array.from({ length: 100 }, (_, i) => i);
    const differences = a.map((value) => value + 1 - value);
    expect(bootstrapMeans([a, differences], 1)[1]).toEqual([1, 1]);
  });

  it('is the same for the same seed', () => {
    const column = Float64Array.from({ length: 50 }, (_, i) => i % 7);
    expect(bootstrapMeans([column], 5)).toEqual(bootstrapMeans([column], 5));
    expect(bootstrapMeans([column], 5)).not.toEqual(bootstrapMeans([column], 6));
  });
});
