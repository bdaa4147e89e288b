import { describe, expect, it } from 'vitest';
import type { History } from './histories.ts';
import { createItemCounts, shoppersOf } from './item-counts.ts';

const DAY = 24 * 3600 * 1000;
const HALF_LIFE = 10 * DAY;
const LAST = 100 * DAY + 5000;
const EARLY = LAST - HALF_LIFE;

function columnsOf(histories: readonly History[], count: number, minShoppers = 1) {
  const counts = createItemCounts(count, LAST, { trendHalfLife: HALF_LIFE, minShoppers });
  for (const history of histories) counts.add(history);
  return counts.result().columns;
}
const once = (...rows: number[]): History => ({ known: true, orders: [{ at: LAST, rows }] });
const guest = (...rows: number[]): History => ({ known: false, orders: [{ at: LAST, rows }] });
const twice = (first: number[], second: number[]): History => ({
  known: true,
  orders: [
    { at: EARLY, rows: first },
    { at: LAST, rows: second },
  ],
});

it('counts shoppers for popularity, on a logarithmic scale', () => {
  const { popularity } = columnsOf([twice([0, 1], [0]), once(1), once(1)], 3);
  expect([...popularity]).toEqual([Math.log(2) / Math.log(4), 1, 0]);
});

it('counts an order half in the trend if it is one half-life older than the last', () => {
  expect([...columnsOf([twice([0], []), once(1)], 3).trend]).toEqual([0.5, 1, 0]);
});

it('gives an item that was first ordered lately a high freshness, and one that was never ordered none', () => {
  expect([...columnsOf([twice([0], [0]), once(1)], 3).fresh]).toEqual([0.5, 1, 0]);
});

it('gives the share of buyers who bought again, if the item has enough buyers', () => {
  const again = (row: number) => twice([row], [row]);
  const { rebuy } = columnsOf([again(0), again(0), again(0), once(0), again(1), again(1), once(1)], 2, 3);
  expect([...rebuy]).toEqual([0.75, 0]);
});

describe('what is told', () => {
  it('is nothing of an item that fewer than three shoppers have, however often they ordered it', () => {
    const columns = columnsOf([twice([0], [0]), twice([0], [0]), once(1), once(1), once(1)], 2, 3);
    for (const column of Object.values(columns)) expect(column[0]).toBe(0);
    expect(columns.popularity[1]).toBe(1);
  });

  it('counts all guests as one shopper if some orders name theirs, and each if none does', () => {
    const guests = [guest(0), guest(0), guest(0)];
    expect(columnsOf([...guests, once(1), once(1), once(1)], 2, 3).popularity[0]).toBe(0);
    expect(columnsOf([...guests, once(0), once(0)], 1, 3).popularity[0]).toBeGreaterThan(0);
    expect(columnsOf(guests, 1, 3).popularity[0]).toBeGreaterThan(0);
  });

  it('has 16 steps, whatever the number', () => {
    const histories = Array.from({ length: 3000 }, (_, i): History => {
      const rows = Array.from({ length: 60 }, (_row, row) => row).filter((row) => i % (row + 1) === 0);
      return { known: true, orders: [{ at: LAST - i * 7_654_321, rows }] };
    });
    for (const column of Object.values(columnsOf(histories, 60, 3)))
      expect(new Set(column).size).toBeLessThanOrEqual(17);
  });

  it('gives about how many shoppers the most popular item has', () => {
    const counts = createItemCounts(1, LAST, { trendHalfLife: HALF_LIFE, minShoppers: 3 });
    for (let i = 0; i < 100; i++) counts.add(once(0));
    const { most, columns } = counts.result();
    expect(most).toBeCloseTo(2 ** 6.5, 5);
    expect(shoppersOf(columns.popularity[0]!, most)).toBeCloseTo(most, 3);
  });

  it('dates an item by the day on which it had its third shopper', () => {
    const on = (days: number): History => ({ known: true, orders: [{ at: LAST - days * DAY, rows: [0] }] });
    expect(columnsOf([on(50), on(10), on(30), on(0)], 1, 3).fresh[0]).toBe(0.5);
  });
});
