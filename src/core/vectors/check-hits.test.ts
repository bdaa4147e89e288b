import { expect, it } from 'vitest';
import { checkHits } from './check-hits.ts';
import { quantiseQuery, quantiseRows } from './quantise.ts';
import { randomRows, seeded } from './random.ts';
import type { Hit, Scan } from '../ports.ts';
import { createJsScorer } from './score.ts';

const COUNT = 300;
const rows = quantiseRows(randomRows(COUNT, 16, seeded(1)), 16);
const scorer = createJsScorer(rows);
const random = seeded(3);

function scanOf(k: number): Scan {
  return {
    queries: [2, 3].map((seed) => quantiseQuery(randomRows(1, 16, seeded(seed))).values),
    k,
    mask: Uint32Array.from({ length: Math.ceil(COUNT / 32) }, () => (random() * 2 ** 32) >>> 0),
    prior: Int32Array.from({ length: COUNT }, () => Math.floor(random() * 10_000)),
  };
}

it.each([1, 20, 256])('accepts right hits for k = %i', async (k) => {
  for (let i = 0; i < 50; i++) {
    const scan = scanOf(k);
    expect(checkHits(rows, scan, await scorer.scan(scan), i * 64)).toBeUndefined();
  }
});

it.each<[string, (hits: Hit[], scan: Scan) => unknown]>([
  ['a key that is off by one', (hits) => (hits[3] = { ...hits[3]!, key: hits[3]!.key + 1 })],
  ['a row twice', (hits) => (hits[3] = hits[2]!)],
  ['a row that the mask leaves out', (hits, { mask }) => (mask![hits[3]!.row >>> 5] = 0)],
  ['a row past the end', (hits) => (hits[3] = { row: COUNT, key: 0 })],
  ['more than were wanted', (hits) => hits.push({ row: 0, key: 0 })],
])('finds %s', async (_, spoil) => {
  const scan = scanOf(20);
  const lists = await scorer.scan(scan);
  spoil(lists[1]!, scan);
  expect(checkHits(rows, scan, lists, 0)).toBeDefined();
});

it('finds a missed row once the row is among those checked', async () => {
  const scan = scanOf(20);
  const lists = await scorer.scan(scan);
  const [best] = lists[0]!.splice(0, 1);
  lists[0]!.push((await scorer.scan({ ...scan, k: 21 }))[0]!.at(-1)!);
  const found = Array.from({ length: COUNT }, (_, first) => checkHits(rows, scan, lists, first));
  expect(found[best!.row]).toBe('it missed a row');
});
