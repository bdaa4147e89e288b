import { expect, it } from 'vitest';
import type { History } from './histories.ts';
import { createItemCounts } from './item-counts.ts';

const HALF_LIFE = 1000;
const LAST = HALF_LIFE;

function columnsOf(histories: readonly History[], count: number) {
  const counts = createItemCounts(count, LAST, HALF_LIFE);
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

it('counts an order half in the trend if it is one half-life older than the last', () => {
  expect([...columnsOf([twice([0], []), once(1)], 3).trend]).toEqual([0.5, 1, 0]);
});

it('gives an item that was first ordered lately a high freshness, and one that was never ordered none', () => {
  expect([...columnsOf([twice([0], [0]), once(1)], 3).fresh]).toEqual([0.5, 1, 0]);
});

it('gives the share of buyers who bought again, if the item has enough buyers', () => {
  const again = (row: number) => twice([row], [row]);
  const { rebuy } = columnsOf([again(0), again(0), again(0), once(0), again(1), again(1), once(1)], 2);
  expect([...rebuy]).toEqual([0.75, 0]);
});
