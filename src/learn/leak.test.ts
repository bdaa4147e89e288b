/** What somebody who reads a published pack can tell of single shoppers: each test is an attack. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { COLUMN_NAMES } from '../core/catalogue.ts';
import { weightIn } from '../core/table.ts';
import type { OrderLine } from './histories.ts';
import { learnFrom } from './testing/orders.ts';

const DAY = 24 * 3600 * 1000;
const COUNT = 12;
const texts = Array.from({ length: COUNT }, (_, row) => `item${row}`); // no word in common
const TABLES = ['next', 'alsoViewed', 'boughtTogether'] as const;

const ordered = (shopper: string | undefined, order: string, at: number, ...rows: number[]): OrderLine[] =>
  rows.map((row) => ({ ...(shopper !== undefined && { shopper }), order, at, row }));

/** Forty shoppers of the first six items. */
const background = Array.from({ length: 40 }, (_, i) =>
  ordered(`b${i}`, `b${i}`, 100 * DAY + i * 3_456_789, i % 6, (i + 1) % 6),
).flat();
const [A, B] = [8, 9];

describe('of items that one shopper ordered', () => {
  it('no table and no column tells anything', () => {
    const { tables, columns } = learnFrom([...background, ...ordered('v', 'v1', 100 * DAY, A, B)], texts);
    for (const name of COLUMN_NAMES) expect([columns[name][A], columns[name][B]]).toEqual([0, 0]);
    for (const name of [...TABLES, 'walk'] as const)
      expect([weightIn(tables[name], A, B), weightIn(tables[name], B, A)]).toEqual([0, 0]);
  });

  it('columns are the same as without them, byte for byte, and tables name the same items', () => {
    fc.assert(
      fc.property(
        fc.uniqueArray(fc.integer({ min: 6, max: COUNT - 1 }), { minLength: 1 }),
        fc.nat(39),
        (rows, i) => {
          const victim = ordered('v', 'v1', 100 * DAY + i * 3_456_789, ...rows);
          const told = learnFrom([...background, ...victim], texts);
          const before = learnFrom(background, texts);
          expect(told.columns).toEqual(before.columns);
          // Weights may differ: all of them go by the median item, whichever that is.
          for (const name of TABLES) {
            expect(told.tables[name].offsets).toEqual(before.tables[name].offsets);
            expect(told.tables[name].targets).toEqual(before.tables[name].targets);
          }
        },
      ),
    );
  });
});

describe('of a direction', () => {
  it('nothing is told if fewer than three shoppers went it, though three have both items', () => {
    const lines = [
      ...background,
      ...['s', 't'].flatMap((who) => [
        ...ordered(who, `${who}1`, 100 * DAY, A),
        ...ordered(who, `${who}2`, 101 * DAY, B),
      ]),
      ...ordered('v', 'v1', 100 * DAY, B),
      ...ordered('v', 'v2', 101 * DAY, A),
    ];
    const { next, alsoViewed } = learnFrom(lines, texts).tables;
    expect([weightIn(next, A, B), weightIn(next, B, A)]).toEqual([0, 0]);
    expect(weightIn(alsoViewed, A, B)).toBeGreaterThan(0);
  });

  it('at least three shoppers went each one that is told, whatever the orders', () => {
    const orders = fc.array(
      fc.tuple(fc.nat(8), fc.nat(30), fc.uniqueArray(fc.nat(COUNT - 1), { minLength: 1 })),
      {
        minLength: 20,
        maxLength: 60,
      },
    );
    fc.assert(
      fc.property(orders, (made) => {
        const lines = made.flatMap(([who, day, rows], i) => ordered(`s${who}`, `o${i}`, day * DAY, ...rows));
        const { next } = learnFrom(lines, texts).tables;
        for (let a = 0; a < COUNT; a++)
          for (let b = 0; b < COUNT; b++)
            if (weightIn(next, a, b) > 0) expect(wentFrom(lines, a, b)).toBeGreaterThanOrEqual(3);
      }),
      { numRuns: 200 },
    );
  });
});

describe('of guests', () => {
  const three = (who: string | undefined) =>
    ['g1', 'g2', 'g3'].flatMap((order, i) => ordered(who, order, (100 + i) * DAY, A, B));

  it('three orders do not pass for three shoppers', () => {
    const { tables, columns } = learnFrom([...background, ...three(undefined)], texts);
    expect(weightIn(tables.boughtTogether, A, B)).toBe(0);
    for (const name of COLUMN_NAMES) expect(columns[name][A]).toBe(0);
  });

  it('one counts beside shoppers who are known', () => {
    const lines = [...background, ...three(undefined), ...three('s').slice(0, 2), ...three('t').slice(0, 2)];
    expect(weightIn(learnFrom(lines, texts).tables.boughtTogether, A, B)).toBeGreaterThan(0);
  });
});

/** How many shoppers had `b` for the first time in a later order than `a`. */
function wentFrom(lines: readonly OrderLine[], a: number, b: number): number {
  const first = new Map<string, Map<number, number>>();
  for (const { shopper, order, at, row } of lines) {
    const own = first.get(shopper!) ?? new Map<number, number>();
    first.set(shopper!, own);
    const when = at + Number(order.slice(1)) / 1000; // orders of one time count in the order of adding
    own.set(row, Math.min(own.get(row) ?? Infinity, when));
  }
  return [...first.values()].filter((own) => (own.get(b) ?? -1) > (own.get(a) ?? Infinity)).length;
}
