import { describe, expect, it } from 'vitest';
import { quantiseRows } from '../vectors/quantise.ts';
import { diversify } from './diversify.ts';

// Two near-duplicate shoes (0, 1) and one hat (2).
const rows = quantiseRows(Float32Array.of(1, 0, 0, 0, /**/ 0.8, 0.6, 0, 0, /**/ 0, 1, 0, 0), 4);
const candidates = [
  { row: 0, score: 0.9, interest: 0 },
  { row: 1, score: 0.8, interest: 0 },
  { row: 2, score: 0.5, interest: 1 },
];
const pick = (wanted: Partial<Parameters<typeof diversify>[2]>, from = candidates) =>
  diversify(rows, from, { limit: 3, diversity: 0, calibration: 0, shares: [0.5, 0.5], ...wanted }).map(
    ({ row }) => row,
  );

describe('diversify', () => {
  it('keeps score order without diversity and calibration', () => {
    expect(pick({})).toEqual([0, 1, 2]);
    expect(pick({ limit: 2 })).toEqual([0, 1]);
  });

  it('prefers a different item to a near-duplicate', () => {
    // After row 0: row 1 gains 0.8 - 0.8 * 0.8 = 0.16, row 2 gains 0.5.
    expect(pick({ diversity: 0.8 })).toEqual([0, 2, 1]);
  });

  it('keeps to the shares of the interests', () => {
    expect(pick({ calibration: 0.5, limit: 2 })).toEqual([0, 2]);
    expect(pick({ calibration: 0.5, limit: 2, shares: [0.99, 0.01] })).toEqual([0, 1]);
  });

  it('breaks ties by row', () => {
    const tied = [
      { row: 0, score: 0.5, interest: 0 },
      { row: 2, score: 0.5, interest: 0 },
    ];
    expect(pick({ diversity: 0.5, limit: 1 }, tied)).toEqual([0]);
  });
});
