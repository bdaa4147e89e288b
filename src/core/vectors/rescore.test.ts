import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { dequantise, quantiseRows } from './quantise.ts';
import { randomRows, seeded } from './random.ts';
import { byScoreThenRow, dotExact, exactScores, poolSize, rescore } from './rescore.ts';
import { MAX_K } from './score.ts';

const rowsOf = (count: number, dim: number, seed: number) =>
  quantiseRows(randomRows(count, dim, seeded(seed)), dim);
const hit = (row: number) => ({ row, key: 0 });

describe('dotExact', () => {
  it('is the inner product with the dequantised row', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 20 }), fc.nat(), (fours, seed) => {
        const dim = 4 * fours;
        const rows = rowsOf(5, dim, seed);
        const query = randomRows(1, dim, seeded(seed + 1));
        for (let row = 0; row < rows.count; row++) {
          const expected = dequantise(rows, row).reduce((sum, value, j) => sum + value * query[j]!, 0);
          expect(dotExact(rows, row, query)).toBeCloseTo(expected, 5);
        }
      }),
    );
  });
});

describe('rescore', () => {
  const rows = quantiseRows(Float32Array.of(1, 0, 0, 0, 0, 1, 0, 0, 0.6, 0.8, 0, 0), 4);
  const query = Float32Array.of(1, 0, 0, 0);

  it('gives each hit its exact score, best first, whatever the keys and the order were', () => {
    const found = rescore(rows, query, [1, 2, 0].map(hit));
    expect(found.map(({ row }) => row)).toEqual([0, 2, 1]);
    expect(found.map(({ score }) => score)).toEqual([0, 2, 1].map((row) => dotExact(rows, row, query)));
  });

  it('adds what a row has beside its nearness', () => {
    const found = rescore(rows, query, [0, 1, 2].map(hit), (row) => (row === 1 ? 5 : 0));
    expect(found.map(({ row }) => row)).toEqual([1, 0, 2]);
    expect(found[0]!.score).toBe(5);
  });

  it('takes the scores of a faster way, in the order of the hits', () => {
    const given: number[][] = [];
    const found = rescore(
      rows,
      query,
      [2, 0].map(hit),
      () => 0,
      (_, wanted) => {
        given.push([...wanted]);
        return [7, 8];
      },
    );
    expect(given).toEqual([[2, 0]]);
    expect(found).toEqual([
      { row: 0, score: 8 },
      { row: 2, score: 7 },
    ]);
  });

  it('puts the lower row first if scores are equal', () => {
    expect(rescore(rows, Float32Array.of(0, 0, 1, 0), [2, 0, 1].map(hit)).map(({ row }) => row)).toEqual([
      0, 1, 2,
    ]);
    expect([3, 1].map((row) => ({ row, score: 1 })).sort(byScoreThenRow)[0]!.row).toBe(1);
  });
});

it('exactScores answers for each row that is wanted, in order', () => {
  const rows = rowsOf(4, 8, 3);
  const query = randomRows(1, 8, seeded(9));
  expect(exactScores(rows)(query, [3, 3, 0])).toEqual([3, 3, 0].map((row) => dotExact(rows, row, query)));
});

it('asks for more hits than are wanted, and for no more than a scan gives', () => {
  for (const k of [0, 1, 20, 100, MAX_K]) {
    expect(poolSize(k)).toBeGreaterThan(Math.min(k, MAX_K - 1));
    expect(poolSize(k)).toBeLessThanOrEqual(MAX_K);
  }
  expect(poolSize(20)).toBe(48);
});
