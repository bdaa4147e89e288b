import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Item } from '../types/items.ts';
import { decodeItems, encodeItems } from './items.ts';

describe('an items file', () => {
  it('gives back all that a card shows, whichever fields an item has', () => {
    const item = fc.record(
      {
        id: fc.string(),
        title: fc.string(),
        price: fc.nat(),
        availability: fc.constantFrom('in_stock' as const, 'preorder' as const),
        stock: fc.integer({ min: 1, max: 5 }),
        lowStock: fc.constant(true),
        newUntil: fc.nat(),
        labels: fc.array(fc.string(), { minLength: 1, maxLength: 3 }),
        group: fc.string(),
        variants: fc.integer({ min: 2, max: 50 }),
        colours: fc.integer({ min: 2, max: 50 }),
      },
      { requiredKeys: ['id', 'title'], noNullPrototype: true },
    );
    fc.assert(
      fc.property(fc.array(item), (items) => {
        expect(decodeItems(encodeItems(items as Item[]).buffer, items.length)).toEqual(items);
      }),
    );
  });

  it.each([
    ['a label that is no text', { labels: [[3]] }],
    ['a stock that is no number', { stock: ['few'] }],
    ['a number of variants that is none', { variants: [{}] }],
  ])('with %s is refused', (_, column) => {
    const bytes = new TextEncoder().encode(JSON.stringify({ id: ['a'], title: ['A'], ...column }));
    expect(() => decodeItems(bytes.buffer, 1)).toThrowError(
      expect.objectContaining({ code: 'bad-pack' }) as Error,
    );
  });
});
