import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { weightIn, type Table } from '../core/table.ts';
import { diskSpill } from './disk-spill.ts';
import { learnFrom, linesOf, type Shoppers } from './testing/orders.ts';

const nameless = (count: number) => Array.from({ length: count }, (_, row) => `item${row}`); // no word in common
const rowsOf = ({ offsets, targets }: Table, row: number) => [
  ...targets.subarray(offsets[row], offsets[row + 1]),
];

/** Three shoppers have 0 then 1, in two orders; three have 2 and 3 in one. */
const plain: Shoppers = {
  a: [[0], [1]],
  b: [[0], [1]],
  c: [[0], [1]],
  d: [[2, 3]],
  e: [[2, 3]],
  f: [[3, 2]],
};

describe('createLearner', () => {
  it('learns which item is ordered after which', () => {
    const { next } = learnFrom(linesOf(plain), nameless(4)).tables;
    expect([0, 1, 2, 3].map((row) => rowsOf(next, row))).toEqual([[1], [], [], []]);
  });

  it('learns which items the same shoppers have, in both directions, and from one order too', () => {
    const { alsoViewed } = learnFrom(linesOf(plain), nameless(4)).tables;
    expect([0, 1, 2, 3].map((row) => rowsOf(alsoViewed, row))).toEqual([[1], [0], [3], [2]]);
    expect(weightIn(alsoViewed, 2, 3)).toBeGreaterThan(weightIn(alsoViewed, 0, 1)); // in one order
  });

  it('learns which items are bought in one order', () => {
    const { boughtTogether } = learnFrom(linesOf(plain), nameless(4)).tables;
    expect([0, 1, 2, 3].map((row) => rowsOf(boughtTogether, row))).toEqual([[], [], [3], [2]]);
  });

  it('takes lines in any order', () => {
    const lines = linesOf(plain);
    expect(learnFrom(lines.toReversed(), nameless(4)).tables.next).toEqual(
      learnFrom(lines, nameless(4)).tables.next,
    );
  });

  it('learns only what is bought together from orders that name no shopper, each as if by another shopper', () => {
    const lines = ['1', '2', '3'].flatMap((order) => [0, 1].map((row) => ({ order, row, at: 0 })));
    const { boughtTogether, alsoViewed } = learnFrom(lines, nameless(2)).tables;
    expect(rowsOf(boughtTogether, 0)).toEqual([1]);
    expect(rowsOf(alsoViewed, 0)).toEqual([]);
  });

  it('learns from texts alone if there are no orders', () => {
    const { tables, columns } = learnFrom([], ['red boots', 'red boots', 'blue hat', 'lamp']);
    expect(tables.next.targets).toHaveLength(0);
    expect(rowsOf(tables.similar, 0)).toEqual([1]);
    expect([...columns.popularity, ...columns.trend]).toEqual(Array(8).fill(0));
  });

  it('learns the same with a spill on disk as with one in memory', () => {
    const spill = diskSpill();
    const random = fc.sample(shoppers(12), { numRuns: 1, seed: 7 })[0]!;
    expect(learnFrom(linesOf(random), nameless(12), { spill })).toEqual(
      learnFrom(linesOf(random), nameless(12)),
    );
    spill.dispose();
  });
});

/** Random shoppers with orders over a few rows. */
const shoppers = (count: number) =>
  fc.dictionary(
    fc.string({ minLength: 1, maxLength: 4 }),
    fc.array(fc.uniqueArray(fc.nat(count - 1), { minLength: 1, maxLength: 4 }), {
      minLength: 1,
      maxLength: 4,
    }),
    { minKeys: 5, maxKeys: 40 },
  );

describe('a table learned from orders', () => {
  const ORDER_TABLES = ['next', 'alsoViewed', 'boughtTogether'] as const;
  const having = (all: Shoppers, a: number, b: number) =>
    Object.values(all).filter((orders) => [a, b].every((row) => orders.some((order) => order.includes(row))));

  it('names no pair that fewer than three shoppers have, whatever the orders', () => {
    fc.assert(
      fc.property(shoppers(8), (all) => {
        const { tables } = learnFrom(linesOf(all), nameless(8));
        for (const name of ORDER_TABLES) {
          for (let row = 0; row < 8; row++)
            for (const other of rowsOf(tables[name], row))
              expect(having(all, row, other).length).toBeGreaterThanOrEqual(3);
        }
      }),
    );
  });

  it('does not name a pair as bought together that fewer than three shoppers had in one order', () => {
    // Three have both, but only two in one order.
    const all = { a: [[0, 1]], b: [[0, 1]], c: [[0], [1]] };
    const { alsoViewed, boughtTogether } = learnFrom(linesOf(all), nameless(2)).tables;
    expect(rowsOf(alsoViewed, 0)).toEqual([1]);
    expect(rowsOf(boughtTogether, 0)).toEqual([]);
  });

  it('counts shoppers, not orders', () => {
    const often = Array.from({ length: 10 }, () => [0, 1]);
    const { tables } = learnFrom(linesOf({ a: often, b: often }), nameless(2));
    for (const name of ORDER_TABLES) expect(tables[name].targets).toHaveLength(0);
  });

  it('is the same, byte for byte, whichever pairs of items a single shopper has', () => {
    // x and y trade their second items: each item has as many shoppers as before, and only the pairs differ.
    const others: Shoppers = {
      ...plain,
      g: [[4]],
      h: [[5]],
      i: [[6]],
      j: [[7]],
      k: [[0], [4]],
      l: [[7], [2]],
    };
    const before = { ...others, x: [[4], [5]], y: [[6], [7]] };
    const after = { ...others, x: [[4], [7]], y: [[6], [5]] };
    expect(learnFrom(linesOf(before), nameless(8))).toEqual(learnFrom(linesOf(after), nameless(8)));
  });

  it('needs the number of shoppers that the shop sets', () => {
    const two = { a: [[0, 1]], b: [[0, 1]] };
    const learned = (minShoppers: number) =>
      learnFrom(linesOf(two), nameless(2), { parameters: { minShoppers } }).tables;
    expect(rowsOf(learned(2).boughtTogether, 0)).toEqual([1]);
    expect(rowsOf(learned(3).boughtTogether, 0)).toEqual([]);
  });
});
