import { expect, it } from 'vitest';
import { createItemCounts, TREND_HALF_LIFE } from './item-counts.ts';
import type { History } from './histories.ts';

const DAY = 24 * 3600 * 1000;
const LAST = TREND_HALF_LIFE * DAY;

function columnsOf(histories: readonly History[], count: number) {
  const counts = createItemCounts(count, LAST);
  histories.forEach((history) => {
    counts.add(history);
  });
  return counts.columns(3);
}
const once = (...rows: number[]): History => [{ at: LAST, rows }];

it('counts shoppers for popularity, on a logarithmic scale', () => {
  const twice: History = [
    { at: 0, rows: [0, 1] },
    { at: LAST, rows: [0] },
  ];
  const { popularity } = columnsOf([twice, once(1), once(1)], 3);
  expect(popularity[1]).toBe(1);
  expect(popularity[0]).toBeCloseTo(Math.log(2) / Math.log(4));
  expect(popularity[2]).toBe(0);
});

it('halves an order in the trend every half-life before the last of all', () => {
  expect([...columnsOf([[{ at: 0, rows: [0] }], once(1)], 3).trend]).toEqual([0.5, 1, 0]);
});

it('takes for new what was first ordered lately, and nothing that was never ordered', () => {
  const { fresh } = columnsOf(
    [
      [
        { at: 0, rows: [0] },
        { at: LAST, rows: [0] },
      ],
      once(1),
    ],
    3,
  );
  expect([...fresh]).toEqual([0.5, 1, 0]);
});

it('gives the share that bought again, where three or more did', () => {
  const again = (row: number): History => [
    { at: 0, rows: [row] },
    { at: LAST, rows: [row] },
  ];
  const { rebuy } = columnsOf([again(0), again(0), again(0), once(0), again(1), again(1), once(1)], 2);
  expect([...rebuy]).toEqual([0.75, 0]);
});
