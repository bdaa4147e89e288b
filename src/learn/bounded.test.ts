import { expect, it } from 'vitest';
import { bounded } from './bounded.ts';

it('keeps the latest orders, and the first items of each', () => {
  const orders = [[1], [1], [4, 5, 6], [2]].map((rows, at) => ({ at, rows }));
  expect(bounded({ known: true, orders }, 2)).toEqual({
    known: true,
    orders: [
      { at: 2, rows: [4, 5] },
      { at: 3, rows: [2] },
    ],
  });
});
