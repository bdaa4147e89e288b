import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { narrowed, reordered, weightIn, type Table } from './table.ts';
import { tableOf } from './testing/catalogue.ts';

const ids = ['a', 'b', 'c', 'd'];
const table = tableOf(ids, { a: { c: 200, b: 100, d: 50 }, c: { a: 255 }, d: { b: 10, a: 5 } }, 0.5);

/** From row to row: the neighbours of each, strongest first. */
const neighbours = ({ offsets, targets, weights }: Table) =>
  Array.from({ length: offsets.length - 1 }, (_, row) =>
    [...targets.subarray(offsets[row], offsets[row + 1])].map((target, i) => [
      target,
      weights[offsets[row]! + i],
    ]),
  );

const tables = fc
  .array(fc.uniqueArray(fc.tuple(fc.nat(5), fc.integer({ min: 1, max: 255 })), { selector: ([to]) => to }), {
    minLength: 6,
    maxLength: 6,
  })
  .map((lists) =>
    tableOf(
      ['0', '1', '2', '3', '4', '5'],
      Object.fromEntries(lists.map((list, from) => [String(from), Object.fromEntries(list)])),
    ),
  );

describe('weightIn', () => {
  it('is the weight of a neighbour in units of the score, and 0 for every other row', () => {
    const all = ids.map((_, from) => ids.map((__, to) => weightIn(table, from, to)));
    expect(all).toEqual([
      [0, 50, 100, 25],
      [0, 0, 0, 0],
      [127.5, 0, 0, 0],
      [2.5, 5, 0, 0],
    ]);
  });
});

describe('reordered', () => {
  it('gives each row its neighbours under their new numbers, in the same order, and leaves the table as it is', () => {
    const before = neighbours(table);
    const turned = reordered(table, [3, 1, 0, 2]);
    expect(neighbours(turned)).toEqual([
      [
        [1, 10],
        [2, 5],
      ],
      [],
      [
        [3, 200],
        [1, 100],
        [0, 50],
      ],
      [[2, 255]],
    ]);
    expect(turned.scale).toBe(0.5);
    expect(neighbours(table)).toEqual(before);
  });

  it('keeps every weight between the same two items, in any order of the rows', () => {
    const orders = fc.shuffledSubarray([0, 1, 2, 3, 4, 5], { minLength: 6 });
    fc.assert(
      fc.property(tables, orders, (given, order) => {
        const turned = reordered(given, order);
        for (let from = 0; from < 6; from++)
          for (let to = 0; to < 6; to++)
            expect(weightIn(turned, from, to)).toBe(weightIn(given, order[from]!, order[to]!));
      }),
    );
  });

  it('keeps the width of the numbers', () => {
    const narrow = { ...table, targets: Uint16Array.from(table.targets) };
    expect(reordered(narrow, [0, 1, 2, 3]).targets).toBeInstanceOf(Uint16Array);
  });
});

describe('narrowed', () => {
  it('keeps the strongest neighbours of each row', () => {
    fc.assert(
      fc.property(tables, fc.nat(7), (given, limit) => {
        const kept = narrowed(given, limit);
        expect(neighbours(kept)).toEqual(neighbours(given).map((list) => list.slice(0, limit)));
        expect(kept.targets).toHaveLength(kept.offsets.at(-1)!);
        expect(kept.weights).toHaveLength(kept.offsets.at(-1)!);
        expect(kept.scale).toBe(given.scale);
      }),
    );
  });
});
