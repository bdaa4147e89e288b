import { describe, expect, it } from 'vitest';
import { decodePrices, encodePrices, withPrices } from './prices.ts';

const bytes = (json: unknown) => new TextEncoder().encode(JSON.stringify(json)).buffer;

describe('a file of prices', () => {
  it('gives back the prices that were written', () => {
    const prices = new Map([
      ['a', { price: 3, currency: 'EUR' }],
      ['__proto__', { availability: 'out_of_stock' as const }],
    ]);
    expect(decodePrices(encodePrices(prices).buffer)).toEqual(prices);
  });

  it('replaces all fields of price and stock of an item, and no other field', () => {
    const items = [
      {
        id: 'a',
        title: 'A',
        price: 1,
        currency: 'USD',
        availability: 'in_stock' as const,
        stock: 2,
        lowStock: true,
      },
      { id: 'b', title: 'B' },
    ];
    const now = withPrices(items, new Map([['a', { price: 2 }]]));
    expect(now).toEqual([
      { id: 'a', title: 'A', price: 2 },
      { id: 'b', title: 'B' },
    ]);
    expect(now[1]).toBe(items[1]);
  });

  it.each([
    ['that is not JSON', new TextEncoder().encode('<html>').buffer, 'bad-pack'],
    ['of another format', bytes({ format: 'other', version: 1, items: [] }), 'bad-pack'],
    [
      'with a price below zero',
      bytes({ format: 'vitrine-prices', version: 1, items: [['a', { price: -1 }]] }),
      'bad-pack',
    ],
    [
      'with an unknown availability',
      bytes({ format: 'vitrine-prices', version: 1, items: [['a', { availability: 'maybe' }]] }),
      'bad-pack',
    ],
    ['of a newer version', bytes({ format: 'vitrine-prices', version: 2, items: {} }), 'pack-version'],
  ])('%s is refused', (_, file, code) => {
    expect(() => decodePrices(file)).toThrowError(expect.objectContaining({ code }) as Error);
  });
});
