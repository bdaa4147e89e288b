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
const once = (...rows: number[]): History => ({ known: true, orders: [{ at: LAST, rows }] });
const twice = (first: number[], second: number[]): History => ({
  known: true,
  orders: [
    { at: 0, rows: first },
    { at: LAST, rows: second },
  ],
});

it('counts shoppers for popularity, on a logarithmic scale', () => {
  const { popularity } = columnsOf([twice([0, 1], [0]), once(1), once(1)], 3);
  expect(popularity[1]).toBe(1);
  expect(popularity[0]).toBeCloseTo(Math.log(2) / Math.log(4));
  expect(popularity[2]).toBe(0);
});

it('halves an order in the trend every half-life before the last of all', () => {
  expect([...columnsOf([twice([0], []), once(1)], 3).trend]).toEqual([0.5, 1, 0]);
});

it('takes for new what was first ordered lately, and nothing that was never ordered', () => {
  expect([...columnsOf([twice([0], [0]), once(1)], 3).fresh]).toEqual([0.5, 1, 0]);
});

it('gives the share that bought again, where three or more did', () => {
  const again = (row: number) => twice([row], [row]);
  const { rebuy } = columnsOf([again(0), again(0), again(0), once(0), again(1), again(1), once(1)], 2);
  expect([...rebuy]).toEqual([0.75, 0]);
});
