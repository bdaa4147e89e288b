import { expect, it } from 'vitest';
import { batchesOf } from './batch.ts';
import { poolRows } from './pool.ts';

/** Texts of 3, 2 and 0 tokens. */
const [batch] = batchesOf([[7, 8, 9], [7, 8], []], 9, 0);
/** `[3 rows, 3 columns, 2]`, longest text first: a number for each token as first component, 2 as second. */
const output = Float32Array.from(
  [
    [1, 3, 5],
    [1, 3, 9],
    [9, 9, 9],
  ]
    .flat()
    .flatMap((x) => [x, 2]),
);

it('averages tokens without padding, into unit vectors', () => {
  const rows = poolRows(output, [3, 3, 2], batch!, 'mean').map((row) => [...row]);
  expect(rows[2]).toEqual([0, 0]); // nothing to average
  expect(rows[1]![0]! / rows[1]![1]!).toBeCloseTo(1, 6); // mean of 1 and 3 against 2
  expect(rows[0]![0]! / rows[0]![1]!).toBeCloseTo(1.5, 6);
  expect(Math.hypot(...rows[0]!)).toBeCloseTo(1, 6);
});

it('pools by the first token', () => {
  const rows = poolRows(output, [3, 3, 2], batch!, 'cls');
  expect(rows[0]![0]! / rows[0]![1]!).toBeCloseTo(0.5, 6);
});

it('scales vectors that the model has already pooled', () => {
  const rows = poolRows(Float32Array.of(3, 4, 0, 2, 1, 0), [3, 2], batch!, 'mean');
  expect(rows.map((row) => [...row].map((x) => Number(x.toFixed(6))))).toEqual([
    [0.6, 0.8],
    [0, 1],
    [1, 0],
  ]);
});

it('pools by the last token, or by the largest value of each component', () => {
  const ratio = (pooling: 'last' | 'max') =>
    poolRows(output, [3, 3, 2], batch!, pooling).map((row) => row[0]! / row[1]!);
  expect(ratio('last')[1]).toBeCloseTo(3 / 2, 6); // padding is not the last
  expect(ratio('last')[0]).toBeCloseTo(5 / 2, 6);
  expect(ratio('max')[1]).toBeCloseTo(3 / 2, 6);
  expect(ratio('max')[2]).toBeNaN(); // zeros
});
