import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { catalogueOf } from '../testing/catalogue.ts';
import { trendingFacets } from './trending-facets.ts';

const vector = [1, 0, 0, 0];
const shop = catalogueOf(
  [
    { id: 'a', title: 'A', category: 'Shoes', brand: 'Acme', vector },
    { id: 'b', title: 'B', category: 'Shoes', vector },
    { id: 'c', title: 'C', category: 'Hats', brand: 'Acme', vector },
    { id: 'd', title: 'D', category: 'Bags', brand: 'Zeta', availability: 'out_of_stock', vector },
    { id: 'e', title: 'E', vector },
    { id: 'f', title: 'F', category: 'Belts', vector },
  ],
  {},
  { trend: Float32Array.of(0.25, 0.5, 0.5, 1, 1, 0) },
);

describe('trendingFacets', () => {
  it('sums how items sell now by category or brand, largest first, of what is in stock', () => {
    expect(trendingFacets(shop, 'category', 10)).toEqual([
      { facetName: 'category', facetValue: 'Shoes', _score: 0.75 },
      { facetName: 'category', facetValue: 'Hats', _score: 0.5 },
    ]);
    expect(trendingFacets(shop, 'brand', 10)).toEqual([
      { facetName: 'brand', facetValue: 'Acme', _score: 0.75 },
    ]);
  });

  it('keeps to the limit, and is empty without orders', () => {
    expect(trendingFacets(shop, 'category', 1)).toHaveLength(1);
    expect(
      trendingFacets(catalogueOf([{ id: 'a', title: 'A', category: 'Shoes', vector }]), 'category', 9),
    ).toEqual([]);
  });

  it('gives each value once, and loses nothing of the sum, whatever the values are called', () => {
    const item = fc.record({
      category: fc.constantFrom('__proto__', 'constructor', 'Shoes', 'Hats'),
      trend: fc.integer({ min: 0, max: 16 }),
    });
    fc.assert(
      fc.property(fc.array(item, { minLength: 1 }), (given) => {
        const items = given.map(({ category }, i) => ({ id: `${i}`, title: 'T', category, vector }));
        const trend = Float32Array.from(given, ({ trend: value }) => value / 16);
        const found = trendingFacets(catalogueOf(items, {}, { trend }), 'category', 100);
        expect(new Set(found.map(({ facetValue }) => facetValue)).size).toBe(found.length);
        const total = found.reduce((sum, { _score }) => sum + _score, 0);
        expect(total).toBeCloseTo(trend.reduce((sum, value) => sum + value, 0));
      }),
    );
  });
});
