import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { dequantise, ordinaryRows, quantiseQueries, quantiseQuery, quantiseRows } from './quantise.ts';
import { randomRows, seeded } from './random.ts';

describe('quantiseRows', () => {
  it('keeps each component to half a step', () => {
    const embeddings = Float32Array.of(0.6, -0.8, 0, 0, 0.1, 0.2, -0.3, 0.9);
    const rows = quantiseRows(embeddings, 4);
    for (const row of [0, 1])
      dequantise(rows, row).forEach((value, j) => {
        expect(Math.abs(value - embeddings[4 * row + j]!)).toBeLessThanOrEqual(rows.scales[row]! * 0.5001);
      });
  });

  it('uses the whole range, and never -128', () => {
    const { data, scales, count, dim } = quantiseRows(Float32Array.of(0.5, -0.2, 0, 0, -3, 1.2, 0, 0), 4);
    expect([...data]).toEqual([127, -51, 0, 0, -127, 51, 0, 0]);
    expect([...scales]).toEqual([Math.fround(0.5 / 127), Math.fround(3 / 127)]);
    expect([count, dim]).toEqual([2, 4]);
    const seeds = fc.nat();
    fc.assert(
      fc.property(seeds, (seed) => {
        const rows = quantiseRows(randomRows(50, 8, seeded(seed)), 8);
        expect(Math.min(...rows.data)).toBeGreaterThanOrEqual(-127);
        for (let row = 0; row < 50; row++)
          expect(Math.max(...rows.data.subarray(row * 8, row * 8 + 8).map(Math.abs))).toBe(127);
      }),
    );
  });

  it('gives no rows for no embeddings', () => {
    expect(quantiseRows(new Float32Array(0), 4)).toMatchObject({ count: 0, dim: 4 });
  });

  it('gives a row of zeros a scale of 0, and no NaN', () => {
    const { data, scales } = quantiseRows(new Float32Array(8), 8);
    expect([...data, ...scales]).toEqual(Array.from({ length: 9 }, () => 0));
  });

  it.each([NaN, Infinity, -Infinity])('refuses %s', (value) => {
    const refused = () => quantiseRows(Float32Array.of(0, 1, value, 0), 4);
    expect(refused).toThrow(expect.objectContaining({ code: 'bad-argument' }));
    expect(refused).toThrow(`a vector holds ${value}`);
  });

  it.each([
    [6, 6],
    [8, 0],
    [6, 4],
    [8, -4],
  ])('refuses %i floats in rows of %i', (length, dim) => {
    const refused = () => quantiseRows(new Float32Array(length), dim);
    expect(refused).toThrow(expect.objectContaining({ code: 'bad-shape' }));
    expect(refused).toThrow(new RegExp(`divides ${length}, got ${dim}$`));
  });
});

describe('quantiseQuery', () => {
  it.each([
    ['zeros', Float32Array.of(0, 0, 0, 0)],
    ['NaN', Float32Array.of(0, NaN, 1, 0)],
    ['infinity', Float32Array.of(0, Infinity, 1, 0)],
  ])('refuses %s', (_, query) => {
    expect(() => quantiseQuery(query)).toThrow(expect.objectContaining({ code: 'bad-argument' }));
  });
});

describe('quantiseQueries', () => {
  it('uses seven bits of one scale for all queries, and keeps each component to half a step', () => {
    const queries = [Float32Array.of(0.5, -2, 0, 0.01), Float32Array.of(0.3, 0.1, -0.2, 1)];
    const { values, scale } = quantiseQueries(queries);
    expect(scale).toBeCloseTo(2 / 63, 12);
    expect([...values[0]!]).toEqual([16, -63, 0, 0]);
    values.forEach((quantised, i) =>
      quantised.forEach((value, j) => {
        expect(Math.abs(value * scale - queries[i]![j]!)).toBeLessThanOrEqual(scale / 2 + 1e-9);
      }),
    );
  });

  it('takes a query of zeros beside another, but not alone', () => {
    const zeros = new Float32Array(4);
    expect([...quantiseQueries([zeros, Float32Array.of(1, 0, 0, 0)]).values[0]!]).toEqual([0, 0, 0, 0]);
    expect(() => quantiseQueries([zeros])).toThrow('the query is all zeros');
  });
});

it('ordinaryRows are zeros to be filled', () => {
  const rows = ordinaryRows(3, 8);
  expect([rows.count, rows.dim, rows.data.length, rows.scales.length]).toEqual([3, 8, 24, 3]);
  expect([...rows.data, ...rows.scales].every((value) => value === 0)).toBe(true);
});

it('dequantise gives one row', () => {
  const rows = {
    count: 2,
    dim: 4,
    data: Int8Array.of(1, 2, 3, 4, 5, 6, 7, -8),
    scales: Float32Array.of(1, 0.5),
  };
  expect([...dequantise(rows, 1)]).toEqual([2.5, 3, 3.5, -4]);
});
