import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { understand } from './understand.ts';

const plain = (text: string) => text.replace(/\s+/g, ' ').trim();
const of = (query: string, hasPrices?: boolean) => {
  const { text, without, price } = understand(query, hasPrices);
  return [plain(text), without, price];
};

describe('a query', () => {
  it.each([
    ['sneakers under 60', 'sneakers', [], [0, 60]],
    ['sneakers under $60', 'sneakers', [], [0, 60]],
    ['lamp less than 20 €', 'lamp', [], [0, 20]],
    ['Lampe unter 20,50 Euro', 'lampe', [], [0, 20.5]],
    ['chaise moins de 100 €', 'chaise', [], [0, 100]],
    ['lampara hasta 30 euros', 'lampara', [], [0, 30]],
    ['watch over 200 dollars', 'watch', [], [200, Infinity]],
    ['under 60 sneakers', 'sneakers', [], [0, 60]],
    ['toys under 5 years', 'toys under 5 years', [], undefined],
    ['multivitamin over 50', 'multivitamin over 50', [], undefined],
    ['under armour shirt', 'under armour shirt', [], undefined],
    ['tv under 60 inch', 'tv under 60 inch', [], undefined],
    ['tv under 60"', 'tv under 60"', [], undefined],
    ['toddler water bottle without straw', 'toddler water bottle', ['straw'], undefined],
    ['sunglasses not aviator', 'sunglasses', ['aviator'], undefined],
    ['Stuhl ohne Rollen', 'stuhl', ['rollen'], undefined],
    ['chair -wheels', 'chair', ['wheels'], undefined],
    ['t-shirt', 't-shirt', [], undefined],
    ['shoes without laces under 50', 'shoes', ['laces'], [0, 50]],
    ['chanel no 5 perfume', 'chanel no 5 perfume', [], undefined],
  ] as const)('%j asks for %j', (query, text, without, price) => {
    expect(of(query)).toEqual([text, without, price]);
  });

  it('names no price if the catalogue has none', () => {
    expect(of('sneakers under 60', false)).toEqual(['sneakers under 60', [], undefined]);
  });

  it('is understood whatever it is, and a price is never upside down', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 200 }), (query) => {
        const { price } = understand(query);
        if (price) expect(price[0]).toBeLessThanOrEqual(price[1]);
      }),
      { numRuns: 500 },
    );
  });
});
