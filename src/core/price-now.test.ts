import { describe, expect, it } from 'vitest';
import { priceNow } from './price-now.ts';
import { passes } from './ranking/filters.ts';

const item = { id: 'a', title: 'A', price: 12, salePrice: 9, saleFrom: 100, saleTo: 200 };

describe('priceNow', () => {
  it.each([
    [99, 12],
    [100, 9],
    [200, 9],
    [201, 12],
  ])('at %d is %d, with a sale from 100 to 200', (now, price) => {
    expect(priceNow(item, now)).toBe(price);
  });

  it('is the sale price for ever if the sale has no dates, and undefined without a price', () => {
    expect(priceNow({ price: 12, salePrice: 9 }, 1e15)).toBe(9);
    expect(priceNow({}, 0)).toBeUndefined();
  });

  it('is what price filters ask for', () => {
    expect(passes(item, { maxPrice: 10 }, 150)).toBe(true);
    expect(passes(item, { maxPrice: 10 }, 250)).toBe(false);
    expect(passes(item, { minPrice: 10 }, 150)).toBe(false);
  });
});
