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

  it('leaves out what is empty or of a wrong type, and keeps the quantity as the page wrote it', () => {
    const of = (item: object) => itemHints({ items: [item] } as unknown as EventParameters)[0];
    expect(of({ item_name: ' Chair ', item_brand: 5, item_category: ' ', quantity: '2' })).toEqual({
      text: 'Chair',
      quantity: '2',
    });
    expect(of({ item_name: '', item_category: 'Home', item_category3: 'Chairs' })).toEqual({
      category: 'Home > Chairs',
    });
    expect(of({ also: 'b' })).toEqual({});
    expect(of({ also: [5, null] })).toEqual({});
  });

  it('takes five levels of a category', () => {
    const levels = Object.fromEntries(
      [1, 2, 3, 4, 5, 6].map((n) => [`item_category${n === 1 ? '' : n}`, `c${n}`]),
    );
    expect(itemHints({ items: [levels] } as unknown as EventParameters)[0]).toMatchObject({
      category: 'c1 > c2 > c3 > c4 > c5',
    });
  });

  it('takes the first 400 characters of a text and the first 200 ids', () => {
    const long = 'x'.repeat(500);
    const also = Array.from({ length: 201 }, (_, i) => `${i}`);
    const items = [{ item_id: 'a', item_name: long, item_category: long, item_brand: long, also }];
    const [hints] = itemHints({ items } as unknown as EventParameters);
    expect([hints!.text, hints!.category]).toEqual(['x'.repeat(400), 'x'.repeat(400)]);
    expect(hints!.also).toEqual(also.slice(0, 200));
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

  it('is given for a day, to views, wishes, cart and purchases, by clicks on shelves only', () => {
    const day = 24 * 3_600_000;
    expect(attributed(event('purchase', 'a', day), [click]).queryID).toBe('q1');
    expect(attributed(event('purchase', 'a', day + 1), [click])).not.toHaveProperty('queryID');
    for (const name of ['view_item', 'add_to_cart', 'add_to_wishlist', 'purchase'] as const)
      expect(attributed(event(name, 'a', 5), [click]).queryID).toBe('q1');
    for (const name of ['remove_from_cart', 'select_item', 'like', 'search'] as const)
      expect(attributed(event(name, 'a', 5), [click])).not.toHaveProperty('queryID');
    const others = [event('select_item', 'a'), { ...event('view_item', 'a'), queryID: 'q3' }];
    expect(attributed(event('purchase', 'a', 5), others)).not.toHaveProperty('queryID');
    expect(attributed(event('purchase', 'a', 5), [click, ...others]).queryID).toBe('q1');
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
