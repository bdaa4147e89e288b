/** What somebody who reads a published pack can tell of single shoppers: each test is an attack. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { COLUMN_NAMES } from '../core/catalogue.ts';
import { weightIn } from '../core/table.ts';
import { seeded } from '../core/vectors/random.ts';
import type { OrderLine } from './histories.ts';
import { learnFrom } from './testing/orders.ts';
import { entriesOf, toldOfFew } from './testing/told.ts';
import { truthOf } from './testing/truth.ts';

const DAY = 24 * 3600 * 1000;
const COUNT = 12;
const named = (count: number) => Array.from({ length: count }, (_, row) => `item${row}`); // no word in common
const texts = named(COUNT);
/** Three categories of four items each: one of `background`, one that it has half of, and one that it lacks. */
const categories = texts.map((_, row) => `category ${row >> 2}`);
const items = categories.map((category) => ({ category }));
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
          // Weights may differ by a step: all of them go by the key and by the median item.
          const pairs = (one: typeof told, name: (typeof TABLES)[number]) =>
            [...entriesOf(one.tables[name])].map(String).sort();
          for (const name of TABLES) expect(pairs(told, name)).toEqual(pairs(before, name));
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

/** Shops whose few items are ordered by few shoppers and by guests. */
const smallShops = fc
  .array(
    fc.tuple(
      fc.option(fc.nat(8), { nil: undefined, freq: 6 }),
      fc.nat(30),
      fc.uniqueArray(fc.nat(COUNT - 1), { minLength: 1 }),
    ),
    { minLength: 10, maxLength: 60 },
  )
  .map((orders) =>
    orders.flatMap(([who, day, rows], i) =>
      ordered(who === undefined ? undefined : `s${who}`, `o${i}`, day * DAY, ...rows),
    ),
  );

it('whatever the orders of a small shop, no table and no column tells what fewer did than must', () => {
  fc.assert(
    fc.property(smallShops, fc.integer({ min: 3, max: 5 }), (lines, minShoppers) => {
      const learned = learnFrom(lines, texts, { parameters: { minShoppers } });
      expect(toldOfFew(learned, truthOf(lines), minShoppers)).toEqual([]);
      const known = learnFrom(lines, texts, { parameters: { minShoppers }, items });
      expect(toldOfFew(known, truthOf(lines), minShoppers, categories)).toEqual([]);
    }),
    { numRuns: 200 },
  );
});

describe('of how often is bought again', () => {
  it('one shopper who orders three items of a category again tells nothing', () => {
    const victim = [0, 9, 18].flatMap((day) => ordered('v', `v${day}`, (100 + day) * DAY, A, A + 1, A + 2));
    const { columns } = learnFrom([...background, ...victim], texts, { items });
    expect([A, A + 1, A + 2].flatMap((row) => [columns.interval[row], columns.returns[row]])).toEqual(
      Array(6).fill(0),
    );
  });

  it('three shoppers do, and then the category tells it of every item alike', () => {
    const lines = ['s', 't', 'v'].flatMap((who, i) =>
      [0, 8].flatMap((day) => ordered(who, `${who}${day}`, (100 + day) * DAY, A + i)),
    );
    const { interval, returns } = learnFrom([...background, ...lines], texts, { items }).columns;
    expect([...interval.slice(A)]).toEqual([8, 8, 8, 8]);
    expect([...returns.slice(A)]).toEqual([1, 1, 1, 1]);
  });
});

/** 2,000 shoppers of 300 items, some of them rare, with one to four orders each; every tenth order is a guest's. */
function* madeOrders(seed: number): Iterable<OrderLine> {
  const random = seeded(seed);
  for (let who = 0; who < 2000; who++) {
    const start = 300 * DAY * random();
    for (let order = 0; order < 1 + 3 * random(); order++) {
      const shopper = random() < 0.1 ? undefined : `s${who}`;
      const at = start + order * 9 * DAY * random() + 1000 * order;
      for (let line = 0; line < 1 + 4 * random(); line++)
        yield {
          order: `o${who}-${order}`,
          at,
          row: Math.floor(301 ** random()) - 1,
          ...(shopper && { shopper }),
        };
    }
  }
}

describe('of a large shop', () => {
  const lines = [...madeOrders(1)];
  const kinds = named(300).map((_, row) => (row % 7 === 0 ? undefined : `category ${row % 40}`));
  const options = { items: kinds.map((category) => (category === undefined ? {} : { category })) };
  const learned = learnFrom(lines, named(300), options);

  it('no table and no column tells what fewer than three shoppers did', () => {
    expect([...entriesOf(learned.tables.next)].length).toBeGreaterThan(100);
    expect(toldOfFew(learned, truthOf(lines), 3, kinds)).toEqual([]);
    for (const name of ['interval', 'returns'] as const)
      expect(new Set(learned.columns[name]).size, name).toBeGreaterThan(3);
  });

  it('columns have 16 values, so that they tell neither numbers nor times, nor which items were ordered together', () => {
    for (const name of COLUMN_NAMES)
      expect(new Set(learned.columns[name]).size, name).toBeLessThanOrEqual(17);
  });

  it('one order more moves hardly any number', () => {
    const last = lines.reduce((max, { at }) => Math.max(max, at), 0);
    const more = learnFrom(
      [...lines, ...ordered('s7', 'more', last, 3, 50, 120, 200, 280)],
      named(300),
      options,
    );
    const moved = COLUMN_NAMES.flatMap((name) =>
      [...learned.columns[name]].filter((value, row) => value !== more.columns[name][row]),
    );
    expect(moved.length).toBeLessThanOrEqual(4);
  });
});
