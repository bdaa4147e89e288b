import { describe, expect, it } from 'vitest';
import { quantiseQuery, quantiseRows } from './quantise.ts';
import { randomRows, seeded } from './random.ts';
import {
  allowed,
  checkRows,
  checkScan,
  createJsScorer,
  dotRow,
  KEY_ONE,
  keyOf,
  keyScalesOf,
  priorKeys,
} from './score.ts';
import { scorerContract } from './scorer.contract.ts';

// The oracle against itself is a tautology, so few runs; the test below checks it against plain f64.
scorerContract('the oracle', (rows) => Promise.resolve(createJsScorer(rows)), 5);

it('gives keys within one unit of the inner product in f64', async () => {
  const rows = quantiseRows(randomRows(200, 64, seeded(1)), 64);
  const { values } = quantiseQuery(randomRows(1, 64, seeded(2)));
  const [hits] = await createJsScorer(rows).scan({ queries: [values], k: 200 });
  expect(hits).toHaveLength(200);
  for (const { row, key } of hits!) {
    let exact = 0;
    for (let j = 0; j < 64; j++) exact += rows.data[row * 64 + j]! * rows.scales[row]! * values[j]!;
    // f32 keeps 24 bits of a key of up to 2^26, so 4 units.
    expect(Math.abs(key - exact * KEY_ONE)).toBeLessThan(4);
  }
});

describe('the parts of a key', () => {
  it('are whole numbers, cut off towards zero after one rounding to f32', () => {
    expect([keyOf(3, 0.5), keyOf(-3, 0.5), keyOf(0, 5)]).toEqual([1, -1, 0]);
    // 2^24 + 1 is no f32.
    expect(keyOf(2 ** 24 + 1, 1)).toBe(2 ** 24);
    expect([...keyScalesOf(quantiseRows(Float32Array.of(127, 0, 0, 0), 4))]).toEqual([KEY_ONE]);
  });

  it('are the exact inner product of a row and a query', () => {
    const rows = {
      count: 2,
      dim: 4,
      data: Int8Array.of(1, 2, 3, 4, -5, 6, -7, 127),
      scales: new Float32Array(2),
    };
    expect([0, 1].map((row) => dotRow(rows, row, Int8Array.of(1, -2, 3, 63)))).toEqual([258, 7963]);
  });

  it('bound priors, each in units of the query', () => {
    const units = priorKeys(Float64Array.of(1, -1, 0, 0.5), 2);
    expect([...units]).toEqual([KEY_ONE / 2, -KEY_ONE / 2, 0, KEY_ONE / 4]);
    expect([...priorKeys(Float64Array.of(1e9, -1e9), 1)]).toEqual([2 ** 30, -(2 ** 30)]);
    expect(priorKeys(new Float64Array(0), 1)).toHaveLength(0);
  });

  it('take one bit of the mask for each row', () => {
    const mask = Uint32Array.of(0b101, 0x8000_0000);
    expect([0, 1, 2, 31, 32, 62, 63].filter((row) => allowed(mask, row))).toEqual([0, 2, 63]);
  });
});

describe('what no back end takes', () => {
  const rowsOf = (count: number, dim: number) => ({
    count,
    dim,
    data: new Int8Array(count * dim),
    scales: new Float32Array(count),
  });

  it.each([
    [rowsOf(2, 0), /dim .* got 0/],
    [rowsOf(0, -4), /dim .* got -4/],
    [rowsOf(2, 6), /multiple of 4 .* got 6/],
    [rowsOf(1, 2100), /up to 2096, got 2100/],
    [{ ...rowsOf(2, 8), data: new Int8Array(8) }, /2 rows of 8 .* 8 values and 2 scales/],
    [{ ...rowsOf(2, 8), scales: new Float32Array(3) }, /16 values and 3 scales/],
  ])('are rows of another size: %#', (rows, message) => {
    expect(() => checkRows(rows)).toThrow(message);
    expect(() => checkRows(rows)).toThrow(expect.objectContaining({ code: 'bad-shape' }));
  });

  it('but are no rows of any allowed size', () => {
    for (const rows of [rowsOf(1, 4), rowsOf(1, 2096), rowsOf(0, 8), rowsOf(70, 4)])
      expect(() => checkRows(rows)).not.toThrow();
  });

  const rows = rowsOf(33, 4);
  const query = new Int8Array(4);
  it.each([
    [{ queries: [query], k: 0 }, 'bad-argument', /1 to 256, got 0/],
    [{ queries: [query], k: 257 }, 'bad-argument', /got 257/],
    [{ queries: [query], k: 1.5 }, 'bad-argument', /integer .* got 1.5/],
    [{ queries: [query], k: NaN }, 'bad-argument', /got NaN/],
    [{ queries: [], k: 1 }, 'bad-argument', /1 to 8 queries, got 0/],
    [{ queries: Array<Int8Array<ArrayBuffer>>(9).fill(query), k: 1 }, 'bad-argument', /got 9/],
    [{ queries: [query, new Int8Array(8)], k: 1 }, 'bad-shape', /8 numbers.* 4/],
    [{ queries: [query], k: 1, mask: new Uint32Array(1) }, 'bad-shape', /1 words.* 33 rows need 2/],
    [{ queries: [query], k: 1, prior: new Int32Array(32) }, 'bad-shape', /32 values for 33 rows/],
  ])('are scans out of bounds: %#', (scan, code, message) => {
    expect(() => checkScan(rows, scan)).toThrow(message);
    expect(() => checkScan(rows, scan)).toThrow(expect.objectContaining({ code }));
  });

  it('but are no scans at the bounds', () => {
    for (const k of [1, 256])
      for (const queries of [1, 8])
        expect(() =>
          checkScan(rows, {
            queries: Array<Int8Array<ArrayBuffer>>(queries).fill(query),
            k,
            mask: new Uint32Array(2),
            prior: new Int32Array(33),
          }),
        ).not.toThrow();
  });
});

it('the oracle calls itself JavaScript, and can be disposed of', () => {
  const scorer = createJsScorer(quantiseRows(randomRows(4, 4, seeded(1)), 4));
  expect(scorer.backend).toBe('js');
  expect(scorer.dispose()).toBeUndefined();
});
