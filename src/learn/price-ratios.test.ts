import { describe, expect, it } from 'vitest';
import { weightIn } from '../core/table.ts';
import { createPriceRatios, type ItemValues } from './price-ratios.ts';
import { learnFrom, linesOf } from './testing/orders.ts';

const order = (...rows: number[]) => ({ at: 0, rows });
/** Prices 2 and 4 are usual in one order, up to 4 times as much always is, and 200 is not. */
const items: ItemValues[] = [2, 4, 200, undefined].map((price) => ({
  currency: 'USD',
  ...(price !== undefined && { price }),
}));
const fitOf = (given: readonly ItemValues[], priceQuantile = 0.5) => {
  const ratios = createPriceRatios(given, { priceQuantile });
  for (let i = 0; i < 9; i++) ratios.add({ known: true, orders: [order(0, 1), order(1, 0)] });
  ratios.add({ known: true, orders: [order(0, 2)] });
  return ratios.fit();
};

describe('createPriceRatios', () => {
  it('lowers a pair to a dearer item by how much dearer than usual it is, and leaves it out far above', () => {
    const fit = fitOf([...items, { price: 24, currency: 'USD' }]);
    expect([fit(0, 1), fit(1, 0), fit(2, 0)]).toEqual([1, 1, 1]);
    expect(fit(0, 4)).toBeCloseTo(4 / 12);
    expect(fit(0, 2)).toBe(0);
  });

  it('changes nothing without prices, between currencies, and if it is switched off', () => {
    expect([fitOf(items)(3, 2), fitOf(items)(0, 3), fitOf([])(0, 2), fitOf(items, 0)(0, 2)]).toEqual([
      1, 1, 1, 1,
    ]);
    const other = items.map((item, row) => (row === 2 ? { ...item, currency: 'EUR' } : item));
    expect(fitOf(other)(0, 2)).toBe(1);
  });

  it('counts a shopper once, however much they order', () => {
    const ratios = createPriceRatios(items, { priceQuantile: 0.5 });
    for (let i = 0; i < 3; i++) ratios.add({ known: true, orders: [order(0, 1)] });
    ratios.add({ known: true, orders: Array.from({ length: 100 }, () => order(0, 2)) });
    expect(ratios.fit()(0, 2)).toBe(0);
  });
});

it('a cheap item is not completed by a dear one, and the dear one is completed by the cheap', () => {
  const texts = ['paper', 'labels', 'copier', 'gift'];
  const lines = linesOf(
    Object.fromEntries(Array.from({ length: 12 }, (_, i) => [`s${i}`, [i < 4 ? [0, 2] : [0, 1], [1]]])),
  );
  const { boughtTogether } = learnFrom(lines, texts, { items }).tables;
  expect(weightIn(boughtTogether, 0, 2)).toBe(0);
  expect(weightIn(boughtTogether, 2, 0)).toBeGreaterThan(0);
  expect(weightIn(learnFrom(lines, texts).tables.boughtTogether, 0, 2)).toBeGreaterThan(0);
});
