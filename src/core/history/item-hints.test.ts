import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { EventParameters } from '../../types/events.ts';
import { attributed } from './attribution.ts';
import { checkedProfileFile, toProfileFile } from './profile-file.ts';
import { event } from '../testing/catalogue.ts';
import { itemHints } from './item-hints.ts';

describe('itemHints', () => {
  it('gives the text of each item for the text model, its category and its other ids', () => {
    const items = [
      {
        item_id: 'a',
        item_name: 'Chair',
        item_brand: 'Hon',
        item_category: 'Home',
        item_category2: 'Chairs',
        also: ['b', 5],
      },
      { item_id: 'c', item_brand: 'Hon' },
    ];
    expect(itemHints({ items } as unknown as EventParameters)).toEqual([
      { text: 'Chair. Home > Chairs. Hon', category: 'Home > Chairs', also: ['b'] },
      {}, // a brand alone does not describe an item
    ]);
    expect(itemHints({})).toEqual([]);
  });

  it('never throws, whatever the parameters of items are', () => {
    const item = fc.dictionary(
      fc.constantFrom('item_id', 'item_name', 'item_category', 'also'),
      fc.anything(),
    );
    fc.assert(
      fc.property(fc.array(item), (items) => void itemHints({ items } as unknown as EventParameters)),
    );
  });
});

describe('attributed', () => {
  const click = { ...event('select_item', 'a', 0), queryID: 'q1' };

  it('gives events of a clicked item the queryID of its shelf, for a day', () => {
    expect(attributed(event('purchase', ['x', 'a'], 1000), [click])).toEqual({
      ...event('purchase', ['x', 'a'], 1000),
      queryID: 'q1',
    });
    expect(attributed(event('purchase', 'a', 25 * 3_600_000), [click])).not.toHaveProperty('queryID');
    expect(attributed(event('purchase', 'b', 1000), [click])).not.toHaveProperty('queryID');
    expect(attributed(event('dislike', 'a', 1000), [click])).not.toHaveProperty('queryID');
  });

  it('takes the last click, and keeps the queryID that an event has', () => {
    const later = { ...click, at: 500, queryID: 'q2' };
    expect(attributed(event('add_to_cart', 'a', 1000), [click, later]).queryID).toBe('q2');
    expect(attributed({ ...event('add_to_cart', 'a', 1000), queryID: 'q0' }, [click]).queryID).toBe('q0');
  });
});

describe('a profile file', () => {
  const kept = { ...event('view_item', 'a'), texts: { a: 'A chair' }, queryID: 'q' };

  it('gives back texts of unknown items and the queryID', () => {
    expect(checkedProfileFile(JSON.parse(JSON.stringify(toProfileFile([kept]))))).toMatchObject({
      events: [kept],
    });
  });

  it.each([{ texts: { a: 5 } }, { texts: 'a' }, { texts: null }, { queryID: 5 }])(
    'is refused with %j',
    (wrong) => {
      const file = { format: 'vitrine-profile', version: 1, events: [{ ...kept, ...wrong }] };
      expect(() => checkedProfileFile(file)).toThrowError(expect.objectContaining({ code: 'bad-argument' }));
    },
  );
});
