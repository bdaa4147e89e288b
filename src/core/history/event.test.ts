import { describe, expect, it } from 'vitest';
import type { EventName, EventParameters } from '../../types/events.ts';
import { eventKey, toEvent } from './event.ts';

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

  it('keeps the queryID of a shelf if it is a text', () => {
    expect(toEvent('select_item', { queryID: 'q' }, 5)).toEqual({
      name: 'select_item',
      ids: [],
      at: 5,
      queryID: 'q',
    });
    expect(toEvent('select_item', { queryID: 5 as unknown as string }, 5)).not.toHaveProperty('queryID');
    expect(toEvent('view_item', {}, 5)).toEqual({ name: 'view_item', ids: [], at: 5 });
  });

  it('takes the time of the event if it has one', () => {
    expect(toEvent('search', { at: 3 }, 5).at).toBe(3);
    expect(toEvent('search', { at: -3 }, 5).at).toBe(-3);
    expect(toEvent('search', {}, 5).at).toBe(5);
  });

  it.each([
    ['an unknown name', 'nothing', {}],
    ['a name of the prototype', 'toString', {}],
    ['an item without an id', 'view_item', { items: [{}] }],
    ['an item that is null', 'view_item', { items: [null] }],
    ['an item with an empty id', 'view_item', { items: [{ item_id: '' }] }],
    ['an item whose id is no text', 'view_item', { items: [{ item_id: {} }] }],
    ['a hole for an item', 'view_item', { items: Array(1) }],
    ['no parameters', 'view_item', null],
    ['parameters that are no object', 'view_item', 'items'],
    ['a time that is a text', 'view_item', { at: '5' }],
    ['a time that is null', 'view_item', { at: null }],
    ['a term that is null', 'search', { search_term: null }],
    ['items that are not an array', 'view_item', { items: 'a' }],
    ['a time that is not a number', 'view_item', { at: NaN }],
    ['a term that is not a string', 'search', { search_term: 5 }],
  ])('refuses %s', (_, name, parameters) => {
    expect(() => toEvent(name as EventName, parameters as unknown as EventParameters, 0)).toThrowError(
      expect.objectContaining({ code: 'bad-argument' }),
    );
  });
});

describe('a refusal', () => {
  it.each([
    ['nothing', {}, /nothing.*view_item, .*unmute/],
    ['view_item', null, /parameters of view_item/],
    ['view_item', { items: 'a' }, /items of view_item/],
    ['view_item', { at: 'soon' }, /at of view_item.*"?soon/],
    ['search', { search_term: 5 }, /search_term of search/],
    ['view_item', { items: [{}] }, /item of view_item/],
  ])('of %s with %j says what is wrong', (name, parameters, message) => {
    expect(() => toEvent(name as EventName, parameters as unknown as EventParameters, 0)).toThrow(message);
  });
});

describe('eventKey', () => {
  it('is the same for one event, and another if time, name, items or term are another', () => {
    const one = { name: 'search' as const, ids: ['a', 'b'], at: 5, term: 'x' };
    expect(eventKey({ ...one, queryID: 'q' })).toBe(eventKey(one));
    const others = [
      { ...one, at: 6 },
      { ...one, name: 'view_item' as const },
      { ...one, ids: ['b', 'a'] },
      { ...one, ids: ['a'] },
      { ...one, term: 'y' },
    ];
    expect(new Set([one, ...others].map(eventKey)).size).toBe(6);
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

  it('keep an id of 2,000 characters, and the first 400 of a term', () => {
    const items = [{ item_id: 'x'.repeat(2000) }];
    expect(toEvent('view_item', { items }, 5).ids).toEqual(['x'.repeat(2000)]);
    expect(toEvent('search', { search_term: `${'x'.repeat(400)}y` }, 5).term).toBe('x'.repeat(400));
  });

  it('date an event of the future now', () => {
    expect(toEvent('search', { at: Date.UTC(2100, 0) }, 5).at).toBe(5);
  });
});
