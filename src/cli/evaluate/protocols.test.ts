import { describe, expect, it } from 'vitest';
import type { Dataset, Shopper } from './data.ts';
import { splitsOf } from './protocols.ts';

const DAY = 24 * 3600 * 1000;

/** Shopper with one order a day given: `[[day, ...items], ...]`. */
const shopper = (id: string, ...orders: readonly (readonly number[])[]): Shopper => ({
  id,
  lines: orders.flatMap(([day, ...items]) =>
    items.map((item) => ({ item, at: day! * DAY, order: `${id} ${day!}` })),
  ),
});
const dataOf = (shoppers: readonly Shopper[]): Dataset => ({ items: [], shoppers });
const many = (make: (i: number) => Shopper) => Array.from({ length: 10 }, (_, i) => make(i));
const itemsOf = ({ lines }: Shopper) => lines.map(({ item }) => item);

describe('leave-one-out', () => {
  it('learns from all lines but the last two, and asks for the last line, given all lines before it', () => {
    const [split] = splitsOf(
      dataOf(many((i) => shopper(`s${i}`, [1, 1], [2, 2], [3, 3], [4, 4]))),
      'leave-one-out',
    );
    expect(itemsOf(split!.train[0]!)).toEqual([1, 2]);
    const [asked] = split!.cases;
    expect(asked!.history.map(({ item }) => item)).toEqual([1, 2, 3]);
    expect([...asked!.relevant]).toEqual([4]);
    expect(asked!.now).toBe(4 * DAY);
  });

  it('does not ask for an item that the shopper has already', () => {
    const data = [
      ...many((i) => shopper(`s${i}`, [1, 1], [2, 2], [3, 3])),
      shopper('again', [1, 1], [2, 2], [3, 1]),
    ];
    expect(splitsOf(dataOf(data), 'leave-one-out')[0]!.cases).toHaveLength(10);
  });
});

describe('time-split', () => {
  // Days 1 to 101: the last ten are the test.
  const data = [
    ...many((i) => shopper(`known${i}`, [1, 1], [50, 2], [95, 2, 3, 4], [101, 5])),
    shopper('new', [95, 1, 2, 3]),
    shopper('one order', [50, 1], [95, 2]),
  ];
  const [split] = splitsOf(dataOf(data), 'time-split');

  it('learns only from lines before the test days', () => {
    for (const { lines } of split!.train)
      for (const { at } of lines) expect(at).toBeLessThanOrEqual(91 * DAY);
  });

  it('asks known shoppers for the new items of their next order', () => {
    expect(split!.cases).toHaveLength(10);
    expect([...split!.cases[0]!.relevant]).toEqual([3, 4]);
  });

  it('asks to complete every order of the test days that has at least two items', () => {
    const baskets = split!.baskets.map(({ basket, relevant }) => [basket, [...relevant]]);
    expect(baskets).toHaveLength(11);
    expect(baskets.at(-1)).toEqual([[1, 2], [3]]);
  });
});

describe('k-fold', () => {
  it('asks about every shopper once, and learns nothing from the shoppers that it asks about', () => {
    const data = Array.from({ length: 25 }, (_, i) => shopper(`s${i}`, [1, i], [2, 100 + i]));
    const splits = splitsOf(dataOf(data), 'k-fold');
    const asked = splits.flatMap(({ cases }) => cases.map(({ history }) => history[0]!.item));
    expect(asked.toSorted((a, b) => a - b)).toEqual(Array.from({ length: 25 }, (_, i) => i));
    for (const { train, cases } of splits) {
      const learned = new Set(train.flatMap(itemsOf));
      for (const { history } of cases) expect(learned).not.toContain(history[0]!.item);
    }
  });
});

describe('cold-items', () => {
  it('asks for items that are in no training line and in no history', () => {
    const data = Array.from({ length: 400 }, (_, i) =>
      shopper(`s${i}`, [1, i], [2, (7 * i) % 400], [3, (11 * i) % 400]),
    );
    const [split] = splitsOf(dataOf(data), 'cold-items');
    const learned = new Set(split!.train.flatMap(itemsOf));
    expect(split!.cases.length).toBeGreaterThan(20);
    for (const { relevant, history } of split!.cases) {
      for (const item of relevant) expect(learned).not.toContain(item);
      for (const { item } of history) expect(learned).toContain(item);
    }
    expect(split!.hindsight!.flatMap(itemsOf)).toContain([...split!.cases[0]!.relevant][0]);
  });
});

describe('splitsOf', () => {
  it('rejects data with too few shoppers', () => {
    expect(() => splitsOf(dataOf([shopper('s', [1, 1], [2, 2], [3, 3])]), 'leave-one-out')).toThrow(
      'too few shoppers for leave-one-out: 1 of 1 have enough orders, and at least 10 are needed',
    );
  });

  it('rejects a split by time if all dates are the same', () => {
    const data = dataOf(many((i) => shopper(`s${i}`, [1, 1, 2])));
    expect(() => splitsOf(data, 'time-split')).toThrow('time-split needs several days');
  });
});
