import { expect, it } from 'vitest';
import { popularityOf, TREND_HALF_LIFE, trendOf, type OrderLine } from './popularity.ts';

const DAY = 24 * 3600 * 1000;
const line = (order: string, row: number, day = 0): OrderLine => ({ order, row, at: day * DAY });

it('counts orders, not lines', () => {
  const twice = [line('1', 0), line('1', 0), line('1', 1), line('2', 1), line('3', 1)];
  const popularity = popularityOf(twice, 3);
  expect(popularity[1]).toBe(1);
  expect(popularity[0]).toBeCloseTo(Math.log(2) / Math.log(4));
  expect(popularity[2]).toBe(0);
});

it('halves an order in the trend every half-life before the last order', () => {
  const trend = trendOf([line('old', 0, 0), line('new', 1, TREND_HALF_LIFE)], 2);
  expect([...trend]).toEqual([0.5, 1]);
});

it('gives zeros without orders', () => {
  expect([...popularityOf([], 2), ...trendOf([], 2)]).toEqual([0, 0, 0, 0]);
});
