import { describe, expect, it } from 'vitest';
import { dequantise, quantiseQuery, quantiseRows } from './quantise.ts';

describe('quantiseRows', () => {
  it('keeps each component to half a step', () => {
    const embeddings = Float32Array.of(0.6, -0.8, 0, 0, 0.1, 0.2, -0.3, 0.9);
    const rows = quantiseRows(embeddings, 4);
    for (const row of [0, 1])
      dequantise(rows, row).forEach((value, j) => {
        expect(Math.abs(value - embeddings[4 * row + j]!)).toBeLessThanOrEqual(rows.scales[row]! * 0.5001);
      });
  });

  it('gives a row of zeros a scale of 0, and no NaN', () => {
    const { data, scales } = quantiseRows(new Float32Array(8), 8);
    expect([...data, ...scales]).toEqual(Array.from({ length: 9 }, () => 0));
  });

  it.each([NaN, Infinity, -Infinity])('refuses %s', (value) => {
    expect(() => quantiseRows(Float32Array.of(0, 1, value, 0), 4)).toThrow(
      expect.objectContaining({ code: 'bad-argument' }),
    );
  });

  it.each([
    [6, 6],
    [8, 0],
    [6, 4],
  ])('refuses %i floats in rows of %i', (length, dim) => {
    expect(() => quantiseRows(new Float32Array(length), dim)).toThrow(
      expect.objectContaining({ code: 'bad-shape' }),
    );
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
