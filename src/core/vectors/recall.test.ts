import { expect, it } from 'vitest';
import { quantiseRows } from './quantise.ts';
import { randomRows, seeded } from './random.ts';
import { measureRecall } from './recall.ts';

const same = (vector: Float32Array) => vector;
const [count, dim] = [200, 16];
const embeddings = randomRows(count, dim, seeded(1));
const rows = quantiseRows(embeddings, dim);

/** What a mapping was asked for. */
function noting(map: (vector: Float32Array) => Float32Array) {
  const asked: number[][] = [];
  const toQuery = (vector: Float32Array) => {
    asked.push([...vector]);
    return map(vector);
  };
  return { asked, toQuery };
}
const rowAt = (row: number) => [...embeddings.subarray(row * dim, (row + 1) * dim)];

it('is nearly 1 if queries and rows are only quantised', async () => {
  expect(await measureRecall(rows, embeddings, same, { k: 10 })).toBeGreaterThan(0.97);
});

it('is 1 if all rows are wanted, and for an empty catalogue', async () => {
  expect(await measureRecall(rows, embeddings, same, { k: count })).toBe(1);
  expect(await measureRecall(quantiseRows(new Float32Array(0), 4), new Float32Array(0), same)).toBe(1);
});

it('is the share of the truly nearest rows that are found', async () => {
  // Rows are orthogonal, so the nearest row to each is itself; every second query is sent to another row.
  const axes = new Float32Array(8 * 8);
  for (let row = 0; row < 8; row++) axes[row * 8 + row] = 1;
  const toQuery = (vector: Float32Array) => {
    const at = vector.indexOf(1);
    return at % 2 === 0 ? vector : axes.subarray(0, 8);
  };
  expect(await measureRecall(quantiseRows(axes, 8), axes, toQuery, { k: 1 })).toBe(0.5);
});

it('is low if the rows do not stand for the embeddings', async () => {
  const others = quantiseRows(randomRows(count, dim, seeded(2)), dim);
  expect(await measureRecall(others, embeddings, same, { k: 5 })).toBeLessThan(0.15);
});

it('asks for no more than the samples, evenly spaced, and for each row once if there are fewer rows', async () => {
  const some = noting(same);
  await measureRecall(rows, embeddings, some.toQuery, { samples: 8, k: 1 });
  expect(some.asked).toEqual([0, 25, 50, 75, 100, 125, 150, 175].map(rowAt));
  const all = noting(same);
  await measureRecall(rows, embeddings, all.toQuery, { samples: 1000, k: 1 });
  expect(all.asked).toEqual(Array.from({ length: count }, (_, row) => rowAt(row)));
});

it('asks for 100 rows by default', async () => {
  const { asked, toQuery } = noting(same);
  await measureRecall(rows, embeddings, toQuery);
  expect(asked).toHaveLength(100);
});

it('does not count queries of zeros', async () => {
  const blank = Float32Array.from(embeddings);
  blank.fill(0, 0, 10 * dim);
  expect(await measureRecall(quantiseRows(blank, dim), blank, same, { k: 5 })).toBeGreaterThan(0.95);
  expect(await measureRecall(rows, embeddings, (vector) => new Float32Array(vector.length))).toBe(1);
});

it('measures models whose vectors are wider than the rows', async () => {
  // Only the first half of each vector is not zero, so the half alone ranks as the whole.
  const wide = new Float32Array(count * 2 * dim);
  for (let row = 0; row < count; row++)
    wide.set(embeddings.subarray(row * dim, (row + 1) * dim), row * 2 * dim);
  const halved = (vector: Float32Array) => vector.slice(0, dim);
  const expected = await measureRecall(rows, embeddings, same, { k: 10, samples: 37 });
  expect(await measureRecall(rows, wide, halved, { k: 10, samples: 37 })).toBe(expected);
});
