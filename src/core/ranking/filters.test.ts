import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Item } from '../../types/items.ts';
import type { Filters } from '../../types/requests.ts';
import { limits } from '../testing/catalogue.ts';
import { admits, excluding, maskOf, passes } from './filters.ts';

const boot: Item = { id: 'b', title: 'Boot', category: 'shoes', brand: 'Acme', price: 20 };
const bare: Item = { id: 'x', title: 'X' };

describe('passes', () => {
  it.each<[Filters, boolean]>([
    [{}, true],
    [{ category: 'shoes' }, true],
    [{ category: 'shoe' }, false],
    [{ category: ['hats', 'shoes'] }, true],
    [{ category: ['hats'] }, false],
    [{ category: [] }, false],
    [{ brand: 'Acme' }, true],
    [{ brand: 'acme' }, false],
    [{ brand: ['Acme', 'B'] }, true],
    [{ brand: ['B'] }, false],
    [{ category: 'shoes', brand: 'B' }, false],
    [{ minPrice: 20 }, true],
    [{ minPrice: 20.01 }, false],
    [{ maxPrice: 20 }, true],
    [{ maxPrice: 19.99 }, false],
    [{ minPrice: 10, maxPrice: 30 }, true],
    [{ minPrice: 0, maxPrice: 0 }, false],
  ])('%j: a boot for 20 of a brand in a category: %j', (filters, expected) => {
    expect(passes(boot, filters)).toBe(expected);
  });

  it.each<Filters>([{ category: 'shoes' }, { brand: ['Acme'] }, { minPrice: 0 }, { maxPrice: 100 }])(
    'an item without the field passes no filter of it: %j',
    (filters) => {
      expect(passes(bare, filters)).toBe(false);
      expect(passes(bare, {})).toBe(true);
    },
  );

  it('takes a part of a name for no name', () => {
    expect(passes({ ...bare, brand: 'A' }, { brand: 'Acme' })).toBe(false);
    expect(passes({ ...bare, category: 'shoe' }, { category: 'shoes' })).toBe(false);
  });

  it.each([
    ['Home > Kitchen > Pots', true],
    ['Home > Kitchen', true],
    ['Kitchen > Pots', true],
    ['Home', true],
    ['Kitchen', true],
    ['Pots', true],
    ['Pot', false],
    ['Home > Pots', false],
    ['Kitchen > Home', false],
    ['', false],
    ['>', false],
  ])('has in a category what is in those below it: pots in %j: %j', (category, expected) => {
    expect(passes({ ...bare, category: 'Home > Kitchen > Pots' }, { category })).toBe(expected);
    expect(passes({ ...bare, category: 'Home > Kitchen > Pots' }, { category: ['Hats', category] })).toBe(
      expected,
    );
  });

  it('leaves out only what is out of stock, unless it is asked for too', () => {
    for (const availability of ['in_stock', 'preorder', 'backorder'] as const)
      expect(passes({ ...boot, availability }, {})).toBe(true);
    const gone: Item = { ...boot, availability: 'out_of_stock' };
    expect([passes(gone, {}), passes(gone, { inStock: true }), passes(gone, { inStock: false })]).toEqual([
      false,
      false,
      true,
    ]);
  });

  it('takes the price that holds now', () => {
    const sale = { ...boot, salePrice: 5, saleTo: Date.now() + 1e6 };
    expect(passes(sale, { maxPrice: 5 })).toBe(true);
    expect(passes({ ...sale, saleTo: Date.now() - 1e6 }, { maxPrice: 5 })).toBe(false);
  });
});

describe('the rows that may appear', () => {
  const items = Array.from({ length: 70 }, (_, row): Item => ({ id: `${row}`, title: '', price: row }));
  const rows = fc.option(fc.uniqueArray(fc.nat(69)), { nil: undefined });

  it('are the same in a mask as one by one: included, not excluded, and within the filters', () => {
    fc.assert(
      fc.property(rows, rows, fc.nat(80), (included, excluded = [], maxPrice) => {
        const admission = {
          filters: { maxPrice },
          included: included && new Set(included),
          excluded: new Set(excluded),
        };
        const mask = maskOf(items, admission);
        expect(mask).toHaveLength(3);
        items.forEach((item, row) => {
          const may = !excluded.includes(row) && (included?.includes(row) ?? true) && row <= maxPrice;
          expect(admits(admission, item, row)).toBe(may);
          expect(((mask[row >>> 5]! >>> (row & 31)) & 1) === 1).toBe(may);
        });
      }),
    );
  });

  it('are fewer with more rows excluded, and nothing else changes', () => {
    const given = limits({ limit: 3, threshold: 0.5, filters: { brand: 'b' }, excluded: new Set([1]) });
    const changed = excluding(given, [2, 3], new Set([4]));
    expect(changed).toEqual({ ...given, admission: { ...given.admission, excluded: new Set([1, 2, 3, 4]) } });
    expect(given.admission.excluded).toEqual(new Set([1]));
  });
});
