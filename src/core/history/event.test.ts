import { describe, expect, it } from 'vitest';
import type { EventName, EventParameters } from '../../types/events.ts';
import { toEvent } from './event.ts';

describe('toEvent', () => {
  it('keeps only ids, time and term of a GA4 event', () => {
    const parameters = {
      items: [{ item_id: 'a', item_name: 'A' }],
      value: 9,
      currency: 'EUR',
      search_term: 'x',
    };
    expect(toEvent('add_to_cart', parameters, 7)).toEqual({
      name: 'add_to_cart',
      ids: ['a'],
      at: 7,
      term: 'x',
    });
  });

  it('takes numbers as ids, as shops send them', () => {
    expect(toEvent('view_item', { items: [{ item_id: 5 as unknown as string }] }, 0).ids).toEqual(['5']);
  });

  it.each([
    ['an unknown name', 'nothing', {}],
    ['a name of the prototype', 'toString', {}],
    ['an item without an id', 'view_item', { items: [{}] }],
    ['an item that is null', 'view_item', { items: [null] }],
    ['items that are not an array', 'view_item', { items: 'a' }],
    ['a time that is not a number', 'view_item', { at: NaN }],
    ['a term that is not a string', 'search', { search_term: 5 }],
  ])('refuses %s', (_, name, parameters) => {
    expect(() => toEvent(name as EventName, parameters as unknown as EventParameters, 0)).toThrowError(
      expect.objectContaining({ code: 'bad-argument' }),
    );
  });
});

describe('limits', () => {
  it('keep the first 500 items of an event', () => {
    const items = Array.from({ length: 100_000 }, (_, i) => ({ item_id: `item-${i}` }));
    expect(toEvent('view_item_list', { items }, 5).ids).toHaveLength(500);
  });

  it('refuse an id of more than 2,000 characters', () => {
    const items = [{ item_id: 'x'.repeat(2001) }];
    expect(() => toEvent('view_item', { items }, 5)).toThrowError(/1 to 2000 characters/);
  });

  it('date an event of the future now', () => {
    expect(toEvent('search', { at: Date.UTC(2100, 0) }, 5).at).toBe(5);
  });
});
