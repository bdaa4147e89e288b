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

  it('takes the nearest of all picks for the similarity, not the last one', () => {
    const wide = quantiseRows(
      Float32Array.from(
        [
          [1, 0, 0, 0],
          [0, 1, 0, 0],
          [1, 0, 0, 0],
          [0, 0, 1, 0],
        ].flat(),
      ),
      4,
    );
    const all = [0.9, 0.8, 0.7, 0.3].map((score, row) => ({ row, score }));
    const order = diversify(wide, all, { limit: 4, diversity: 0.6, calibration: 0, shares: [] });
    // Row 2 is the first pick again, and stays last although row 1 was picked between.
    expect(order.map(({ row }) => row)).toEqual([0, 1, 3, 2]);
  });

  it('does not calibrate a shopper with one interest', () => {
    expect(pick({ calibration: 1, shares: [1] })).toEqual([0, 1, 2]);
    expect(pick({ calibration: 1, shares: [] })).toEqual([0, 1, 2]);
  });

  it('calibrates the choice, and orders what is chosen by score', () => {
    const many = Array.from({ length: 12 }, (_, i) => ({
      row: i % 3,
      score: 1 - i / 100,
      interest: i < 8 ? 0 : 1,
    }));
    const interests = (shares: readonly number[]) =>
      diversify(rows, many, { limit: 4, diversity: 0, calibration: 1, shares }).map(
        ({ interest }) => interest,
      );
    expect(interests([0.5, 0.5])).toEqual([0, 0, 1, 1]);
    expect(interests([0.75, 0.25]).filter((one) => one === 0)).toHaveLength(3);
  });

  it('counts candidates without an interest for none', () => {
    const some = [
      { row: 0, score: 0.9, interest: undefined },
      { row: 1, score: 0.8, interest: 0 },
      { row: 2, score: 0.7, interest: undefined },
    ];
    expect(
      diversify(rows, some, { limit: 1, diversity: 0, calibration: 1, shares: [0.5, 0.5] }).map(
        ({ row }) => row,
      ),
    ).toEqual([1]);
  });

  it('weighs the shares against the best score, whatever its size', () => {
    const larger = candidates.map((one) => ({ ...one, score: 100 * one.score }));
    expect(pick({ calibration: 0.5, limit: 2 }, larger)).toEqual([0, 2]);
  });

  it('lists the best of an interest past its share if there is nothing else', () => {
    const few = Array.from({ length: 30 }, (_, i) => ({ row: i % 3, score: 1 - i / 100, interest: 0 }));
    expect(pick({ calibration: 1, limit: 8, shares: [0.1, 0.9] }, few)).toHaveLength(8);
  });

  it('gives a list no longer than the limit, and all if there are fewer', () => {
    expect(pick({ diversity: 0.1, limit: 2 })).toHaveLength(2);
    expect(pick({ diversity: 0.1, limit: 9 })).toHaveLength(3);
    expect(pick({ diversity: 0.1, limit: 0 })).toEqual([]);
  });

  it('looks at enough candidates of each interest to give each its share', () => {
    const many = Array.from({ length: 60 }, (_, i) => ({ row: i % 2, score: 1 - i / 1000, interest: 0 }));
    const late = { row: 2, score: 0.5, interest: 1 };
    const list = diversify(rows, [...many, late], {
      limit: 4,
      diversity: 0,
      calibration: 1,
      shares: [0.5, 0.5],
    });
    expect(list).toContain(late);
    expect(list).toHaveLength(4);
  });
});
