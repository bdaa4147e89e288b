import { describe, expect, it } from 'vitest';
import { seeded } from '../core/random.ts';
import { TABLE_NAMES } from '../core/parameters.ts';
import { weightIn, type Table } from '../core/table.ts';
import { diskSpill } from './disk-spill.ts';
import type { OrderLine } from './histories.ts';
import { createLearner, type Learned } from './learn.ts';
import type { LearningParameters } from './parameters.ts';

const DAY = 24 * 3600 * 1000;

/** A shopper's orders, a day apart: `[[rows of the first], [rows of the second], ...]`. */
const shopper = (name: string, ...orders: readonly (readonly number[])[]): OrderLine[] =>
  orders.flatMap((rows, day) =>
    rows.map((row) => ({ shopper: name, order: `${name}-${day}`, at: day * DAY, row })),
  );

/** So many shoppers who did the same. */
const many = (count: number, name: string, ...orders: readonly (readonly number[])[]) =>
  Array.from({ length: count }, (_, i) => shopper(`${name}${i}`, ...orders)).flat();

const texts = Array.from({ length: 12 }, (_, row) => `word${row}`); // no two alike

function learn(
  lines: readonly OrderLine[],
  parameters: Partial<LearningParameters> = {},
  about = texts,
): Learned {
  const learner = createLearner(about, { parameters });
  for (const line of lines) learner.add(line);
  return learner.learn();
}

const neighbours = ({ offsets, targets }: Table, row: number) => [
  ...targets.slice(offsets[row], offsets[row + 1]),
];

/** Whether any table leads from one row to the other, either way. */
const ties = ({ tables }: Learned, a: number, b: number) =>
  TABLE_NAMES.some((name) => weightIn(tables[name], a, b) > 0 || weightIn(tables[name], b, a) > 0);

describe('what is learned from orders', () => {
  const learned = learn([...many(5, 'a', [0, 1], [2]), ...many(4, 'b', [3], [0]), ...many(20, 'crowd', [4])]);

  it('next leads from what was first to what came after, and not back', () => {
    const { next } = learned.tables;
    expect(neighbours(next, 0)).toEqual([2]);
    expect(neighbours(next, 2)).toEqual([]);
    expect(weightIn(next, 3, 0)).toBeGreaterThan(0);
    expect(weightIn(next, 0, 1)).toBe(0); // in one order: neither came after
  });

  it('alsoViewed leads both ways, what was in one order before what was a day apart', () => {
    const { alsoViewed } = learned.tables;
    expect(neighbours(alsoViewed, 0).sort()).toEqual([1, 2, 3]);
    expect(weightIn(alsoViewed, 0, 1)).toBeGreaterThan(weightIn(alsoViewed, 0, 2));
    expect(weightIn(alsoViewed, 2, 0)).toBe(weightIn(alsoViewed, 0, 2));
  });

  it('boughtTogether holds what was in one order only', () => {
    expect(neighbours(learned.tables.boughtTogether, 0)).toEqual([1]);
    expect(neighbours(learned.tables.boughtTogether, 3)).toEqual([]);
  });

  it('an item counts for less to others, the more have it anyway', () => {
    const { alsoViewed } = learn([
      ...many(5, 'x', [0], [1]),
      ...many(5, 'y', [0], [2]),
      ...many(50, 'z', [2]),
    ]).tables;
    expect(weightIn(alsoViewed, 0, 1)).toBeGreaterThan(weightIn(alsoViewed, 0, 2));
  });

  it('the walk goes two steps along what is known', () => {
    const { walk } = learn([...many(5, 'x', [0], [1]), ...many(5, 'y', [1], [2])]).tables;
    expect(weightIn(walk, 0, 2)).toBeGreaterThan(0);
  });

  it('similar texts share rare words, without any order', () => {
    const about = ['red running shoe', 'blue running shoe', 'red hat', 'tea', 'tea pot'];
    const { similar } = learn([], {}, about).tables;
    expect(neighbours(similar, 0)[0]).toBe(1);
    expect(neighbours(similar, 3)).toEqual([4]);
  });

  it('does not depend on the order of lines', () => {
    const lines = [...many(6, 'a', [0, 1], [2]), ...many(4, 'b', [3], [0, 5])];
    const random = seeded(1);
    const shuffled = lines.map((line) => ({ line, at: random() })).sort((a, b) => a.at - b.at);
    expect(learn(shuffled.map(({ line }) => line)).tables).toEqual(learn(lines).tables);
  });

  it('is the same with what is kept on disk', () => {
    const lines = [...many(6, 'a', [0, 1], [2]), ...many(4, 'b', [3], [0, 5])];
    const spill = diskSpill();
    const learner = createLearner(texts, { spill });
    for (const line of lines) learner.add(line);
    expect(learner.learn()).toEqual(learn(lines));
    spill.dispose();
  });

  it('takes an order of nobody known for a shopper of its own', () => {
    const anonymous = Array.from({ length: 3 }, (_, i) =>
      [0, 1].map((row) => ({ order: `o${i}`, at: i, row })),
    ).flat();
    expect(weightIn(learn(anonymous).tables.boughtTogether, 0, 1)).toBeGreaterThan(0);
  });

  it('is empty without orders', () => {
    const { tables, columns } = learn([]);
    for (const name of TABLE_NAMES) expect(tables[name].targets).toHaveLength(0);
    for (const column of Object.values(columns)) expect([...column]).toEqual(texts.map(() => 0));
  });
});

describe('what is known of each item', () => {
  const { columns } = learn([
    ...many(3, 'again', [0], [0], [1]),
    ...many(1, 'once', [0]),
    { shopper: 'late', order: 'late', at: 100 * DAY, row: 2 },
  ]);

  it('popularity is 1 for what most have, on a logarithmic scale', () => {
    expect(columns.popularity[0]).toBe(1);
    expect(columns.popularity[2]).toBeCloseTo(Math.log(2) / Math.log(5));
  });
  it('trend and newness fall with the time since', () => {
    expect(columns.trend[2]).toBe(1);
    expect(columns.fresh[2]).toBe(1);
    expect(columns.fresh[0]).toBeLessThan(0.11);
    expect(columns.fresh[5]).toBe(0); // never ordered: nothing says that it is new
  });
  it('rebuy is the share of the buyers who bought it again', () => {
    expect(columns.rebuy[0]).toBeCloseTo(3 / 4);
    expect(columns.rebuy[1]).toBe(0);
  });
});

describe('what would single out a shopper', () => {
  it('is not given away: a pair of two shoppers leaves no trace, one of three does', () => {
    const crowd = many(30, 'crowd', [4], [5]);
    expect(ties(learn([...crowd, ...many(2, 'few', [0, 1], [2])]), 0, 1)).toBe(false);
    expect(ties(learn([...crowd, ...many(2, 'few', [0, 1], [2])]), 0, 2)).toBe(false);
    expect(ties(learn([...crowd, ...many(3, 'few', [0, 1], [2])]), 0, 1)).toBe(true);
  });

  it('counts shoppers, not orders nor lines', () => {
    const loyal = shopper('loyal', [0, 1], [0, 1], [0, 1], [0, 1], [0, 1]);
    expect(ties(learn(loyal), 0, 1)).toBe(false);
  });

  it('does not come back by two steps: nothing leads on from what one shopper alone has', () => {
    const lines = [...many(5, 'x', [0], [1]), ...many(5, 'y', [1], [2]), ...shopper('one', [2], [3], [0])];
    const learned = learn(lines);
    for (const row of [0, 1, 2]) expect(ties(learned, row, 3)).toBe(false);
  });

  it('is up to the shop', () => {
    const few = many(3, 'few', [0, 1]);
    expect(ties(learn(few, { minPairShoppers: 4 }), 0, 1)).toBe(false);
    expect(ties(learn(few, { minPairShoppers: 1 }), 0, 1)).toBe(true);
  });

  it('holds for whatever was ordered: no pair of fewer than three is in a table of orders', () => {
    const random = seeded(3);
    const lines = Array.from({ length: 40 }, (_, s) =>
      shopper(
        `s${s}`,
        ...Array.from({ length: 3 }, () => [Math.floor(random() * 12), Math.floor(random() * 12)]),
      ),
    );
    const sets = lines.map((own) => new Set(own.map(({ row }) => row)));
    const { tables } = learn(lines.flat());
    for (const name of ['next', 'alsoViewed', 'boughtTogether'] as const) {
      expect(tables[name].targets.length).toBeGreaterThan(0);
      for (let row = 0; row < 12; row++)
        for (const other of neighbours(tables[name], row))
          expect(sets.filter((set) => set.has(row) && set.has(other)).length).toBeGreaterThanOrEqual(3);
    }
  });
});
