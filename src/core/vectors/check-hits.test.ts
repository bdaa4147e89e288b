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

it.each<[string, string, (hits: Hit[], scan: Scan) => unknown]>([
  [
    'a key that is off by one',
    'it computed a wrong score',
    (hits) => (hits[3] = { ...hits[3]!, key: hits[3]!.key + 1 }),
  ],
  ['a row twice', 'it found a row twice, or too many', (hits) => (hits[3] = hits[2]!)],
  [
    'a row that the mask leaves out',
    'it found a row that may not appear',
    (hits, { mask }) => (mask![hits[3]!.row >>> 5] = 0),
  ],
  ['a row past the end', 'it found a row that may not appear', (hits) => (hits[3] = { row: COUNT, key: 0 })],
  [
    'more than were wanted',
    'it found a row twice, or too many',
    (hits) => hits.push({ row: COUNT - 1, key: 0 }),
  ],
])('finds %s, and says that %s', async (_, wrong, spoil) => {
  const scan = scanOf(20);
  const lists = await scorer.scan(scan);
  spoil(lists[1]!, scan);
  expect(checkHits(rows, scan, lists, 0)).toBe(wrong);
});

it('finds a missed row once the row is among those checked', async () => {
  const scan = scanOf(20);
  const lists = await scorer.scan(scan);
  const [best] = lists[0]!.splice(0, 1);
  lists[0]!.push((await scorer.scan({ ...scan, k: 21 }))[0]!.at(-1)!);
  const found = Array.from({ length: COUNT }, (_, first) => checkHits(rows, scan, lists, first));
  expect(found[best!.row]).toBe('it missed a row');
});

it('finds rows that are missing from a list that is not full, and a list that is missing', async () => {
  const mask = Uint32Array.from({ length: Math.ceil(COUNT / 32) }, (_, i) => (i < 2 ? 0xff : 0));
  const few = { ...scanOf(256), mask };
  const lists = await scorer.scan(few);
  expect(checkHits(rows, few, lists, 0)).toBeUndefined();
  expect(checkHits(rows, few, [lists[0]!, lists[1]!.slice(0, -1)], 0)).toBe('it missed a row');
  expect(checkHits(rows, few, [lists[0]!], 0)).toBe('it missed a row');
});

it('checks 64 rows from the first on, around the end', async () => {
  const scan: Scan = { queries: [new Int8Array(16)], k: 20 };
  // All keys are equal, so the lowest rows are the right ones, and row 0 is missed.
  const lists = [Array.from({ length: 20 }, (_, i) => ({ row: i + 1, key: 0 }))];
  const finding = (first: number) => checkHits(rows, scan, lists, first);
  expect([0, COUNT - 63, COUNT - 1].map(finding)).toEqual(Array(3).fill('it missed a row'));
  expect([1, 100, COUNT - 64].map(finding)).toEqual([undefined, undefined, undefined]);
});
