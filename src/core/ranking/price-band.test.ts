import { describe, expect, it } from 'vitest';
import type { Item } from '../../types/items.ts';
import { lowerAboveBand, priceBandOf } from './price-band.ts';
import type { Signal } from './signals.ts';

const item = (price?: number, more: Partial<Item> = {}): Item => ({
  id: `${price}`,
  title: 'Item',
  currency: 'USD',
  ...(price !== undefined && { price }),
  ...more,
});
const viewed = (row: number, weight = 1): Signal => ({ row, weight, event: 'view_item' });
const bandOf = (items: readonly Item[], signals = items.map((_, row) => viewed(row)), priceBand = 2) =>
  priceBandOf(signals, items, 5, { priceBand });

describe('priceBandOf', () => {
  it('ends far above a single price, and nearer the more prices there are', () => {
    expect(bandOf([item(10)])).toEqual({ max: expect.closeTo(90, 6) as number, currency: 'USD' });
    const ends = [1, 2, 4, 16].map((count) => bandOf(Array.from({ length: count }, () => item(10)))!.max);
    expect(ends).toEqual(ends.toSorted((a, b) => b - a));
    expect(ends.at(-1)).toBeLessThan(20);
  });

  it('is wider for a shopper of wide prices, and follows the stronger signals', () => {
    const wide = bandOf([item(5), item(20), item(80), item(320)])!.max;
    expect(wide).toBeGreaterThan(320);
    const signals = [viewed(0, 4), viewed(1, 0.1)];
    expect(bandOf([item(5), item(500)], signals)!.max).toBeLessThan(bandOf([item(5), item(500)])!.max);
  });

  it('takes the price of a sale while it holds', () => {
    const sale = { salePrice: 10, saleFrom: 0, saleTo: 9 };
    expect(bandOf([item(1000, sale)])!.max).toBeCloseTo(90);
    expect(bandOf([item(1000, { ...sale, saleTo: 4 })])!.max).toBeCloseTo(9000);
  });

  it.each([
    ['without prices', bandOf([item(), item(0)])],
    ['without signals', bandOf([])],
    ['with two currencies', bandOf([item(10), item(10, { currency: 'EUR' })])],
    ['of what was taken back', bandOf([item(10)], [viewed(0, -1)])],
    ['if it is switched off', bandOf([item(10)], undefined, 0)],
  ])('is not known %s', (_, band) => {
    expect(band).toBeUndefined();
  });
});

describe('lowerAboveBand', () => {
  const lowered = (items: readonly Item[], content = 0) => {
    const priors = new Float64Array(items.length).fill(1);
    lowerAboveBand({ max: 50, currency: 'USD' }, { priors, content }, items, 5);
    return [...priors];
  };

  it('leaves of a score what the end of the band is of the price', () => {
    expect(lowered([item(50), item(100), item(200)])).toEqual([1, 0.5, 0.25]);
    expect(lowered([item(100)], 1)).toEqual([0]);
  });

  it('leaves items without a price, of another currency, and on sale as they are', () => {
    const others = [item(), item(100, { currency: 'EUR' }), item(100, { salePrice: 40 })];
    expect(lowered(others)).toEqual([1, 1, 1]);
  });
});
