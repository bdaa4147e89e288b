import { expect, it } from 'vitest';
import { createHistories, type OrderLine } from './histories.ts';
import { memorySpill } from './spill.ts';

function historiesOf(lines: readonly OrderLine[]) {
  const histories = createHistories(memorySpill());
  lines.forEach((line) => {
    histories.add(line);
  });
  return [...histories.read()].map((history) => history.orders.map(({ rows }) => [...rows]));
}
const line = (shopper: string, order: string, at: number, row: number) => ({ shopper, order, at, row });

it("brings a shopper's lines together, oldest order first", () => {
  const lines = [line('a', '2', 9, 5), line('b', '3', 1, 7), line('a', '1', 3, 6), line('a', '2', 9, 4)];
  expect(historiesOf(lines)).toEqual(expect.arrayContaining([[[6], [5, 4]], [[7]]]));
});

it('counts a row once for each order that has it', () => {
  const lines = [line('a', '1', 1, 5), line('a', '1', 1, 5), line('a', '2', 2, 5)];
  expect(historiesOf(lines)).toEqual([[[5], [5]]]);
});

it('keeps an order together if its lines have different times', () => {
  const lines = [line('a', '1', 1, 5), line('a', '2', 2, 6), line('a', '1', 3, 7)];
  expect(historiesOf(lines)).toEqual([[[5, 7], [6]]]);
});

it('keeps two shoppers apart who have the same order number, and orders that name no shopper', () => {
  const anonymous = ['1', '2'].map((order) => ({ order, at: 0, row: 1 }));
  expect(historiesOf([line('a', '1', 0, 1), line('b', '1', 0, 1), ...anonymous])).toHaveLength(4);
});

it('loses none of 50,000 lines', { tags: ['slow'] }, () => {
  const lines = Array.from({ length: 50_000 }, (_, i) => line(`shopper ${i % 7}`, `order ${i}`, i, i % 100));
  const rows = historiesOf(lines).map((orders) => orders.length);
  expect(rows).toHaveLength(7);
  expect(rows.reduce((a, b) => a + b)).toBe(50_000);
});
