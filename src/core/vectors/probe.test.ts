import { expect, it } from 'vitest';
import type { Hit, Rows, Scan, Scorer } from '../ports.ts';
import { probe } from './probe.ts';
import { createFloatScorer } from './float-scorer.ts';
import { createJsScorer } from './score.ts';

/** The oracle with something done to its rows, scans or hits; it notes what it is asked. */
function spoiled({
  rows: change = (rows: Rows) => rows,
  scan: ask = (scan: Scan) => scan,
  hits = (lists: Hit[][]) => lists,
}) {
  const seen = { scans: [] as Scan[], rows: [] as Rows[], disposed: 0 };
  const create = (rows: Rows): Scorer => {
    seen.rows.push(rows);
    const oracle = createJsScorer(change(rows));
    return {
      backend: 'webgpu',
      scan: async (scan) => {
        seen.scans.push(scan);
        return hits(await oracle.scan(ask(scan)));
      },
      dispose: () => {
        seen.disposed++;
      },
    };
  };
  return { create, seen };
}

/** Hits of which the very first is another. */
const first = (change: (hit: Hit) => Hit) => (lists: Hit[][]) =>
  lists.map((hits, i) => hits.map((hit, j) => (i === 0 && j === 0 ? change(hit) : hit)));

it('passes a right back end, and disposes of it', async () => {
  const { create, seen } = spoiled({});
  await probe(create);
  expect(seen.disposed).toBe(1);
  await probe((rows) => Promise.resolve(createFloatScorer(rows)));
});

it('asks for several queries with a mask and a prior of all rows, which differ from each other', async () => {
  const { create, seen } = spoiled({});
  await probe(create);
  const [[scan], [rows]] = [seen.scans, seen.rows];
  expect(rows!.count).toBeGreaterThan(2048);
  expect(new Set(scan!.queries.map(String)).size).toBe(3);
  expect(scan!.mask).toHaveLength(Math.ceil(rows!.count / 32));
  const bits = [...scan!.mask!].flatMap((word) => Array.from({ length: 32 }, (_, bit) => (word >>> bit) & 1));
  const share = bits.reduce((sum, bit) => sum + bit, 0) / bits.length;
  expect(Math.abs(share - 0.5)).toBeLessThan(0.05);
  expect(scan!.prior).toHaveLength(rows!.count);
  expect(new Set(scan!.prior).size).toBeGreaterThan(2000);
  expect(Math.max(...scan!.prior!)).toBeGreaterThan(90_000);
});

it.each<[string, Parameters<typeof spoiled>[0]]>([
  ['ignores the mask', { scan: ({ mask: _, ...scan }) => scan }],
  ['ignores the prior', { scan: ({ prior: _, ...scan }) => scan }],
  [
    'takes the first query for all',
    { scan: (scan) => ({ ...scan, queries: scan.queries.map(() => scan.queries[0]!) }) },
  ],
  [
    'loses the last rows',
    { scan: (scan) => ({ ...scan, mask: scan.mask!.map((word, i) => (i > 63 ? 0 : word)) }) },
  ],
  ['forgets the scales', { rows: (rows) => ({ ...rows, scales: rows.scales.map(() => rows.scales[0]!) }) }],
  ['gives a key that is off by one', { hits: first((best) => ({ ...best, key: best.key + 1 })) }],
  ['names another row', { hits: first((best) => ({ ...best, row: best.row + 1 })) }],
  ['gives a hit too few', { hits: (lists) => lists.map((hits) => hits.slice(0, -1)) }],
])('refuses a back end that %s, names it, and disposes of it', async (_, how) => {
  const { create, seen } = spoiled(how);
  await expect(probe(create)).rejects.toMatchObject({
    code: 'gpu',
    message: expect.stringContaining('webgpu') as string,
  });
  expect(seen.disposed).toBe(1);
});

it('disposes of a back end that fails', async () => {
  const { create, seen } = spoiled({
    hits: () => {
      throw new Error('lost');
    },
  });
  await expect(probe(create)).rejects.toThrow('lost');
  expect(seen.disposed).toBe(1);
});
