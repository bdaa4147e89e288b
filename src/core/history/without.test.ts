import { describe, expect, it } from 'vitest';
import { event } from '../testing/catalogue.ts';
import { without } from './without.ts';

const search = { ...event('search', [], 3), term: 'boots' };
const view = event('view_item', ['a', 'b'], 1);
const onlyA = event('view_item', 'a', 2);
const cart = event('add_to_cart', ['a', 'b'], 4);
const history = [view, onlyA, search, cart];

describe('without', () => {
  it('drops every event of a name if no object is given, and no other', () => {
    expect(without(history, { event: 'view_item' })).toEqual([search, cart]);
    expect(without(history, { event: 'search' })).toEqual([view, onlyA, cart]);
  });

  it('takes the object out of the events of that name, and drops those that named nothing else', () => {
    expect(without(history, { event: 'view_item', objectID: 'a' })).toEqual([
      event('view_item', 'b', 1),
      search,
      cart,
    ]);
  });

  it('leaves everything as it is if no such event names the object', () => {
    expect(without(history, { event: 'view_item', objectID: 'c' })).toEqual(history);
    expect(without(history, { event: 'like', objectID: 'a' })).toEqual(history);
    expect(without(history, { event: 'search', objectID: 'a' })).toEqual(history);
  });

  it('drops a search that has found the object, and keeps one that has not', () => {
    const hats = { ...search, term: 'hats' };
    const found = ({ term }: { term?: string }) => (term === 'boots' ? ['x', 'a'] : ['h']);
    expect(without([...history, hats], { event: 'search', objectID: 'a' }, found)).toEqual([
      view,
      onlyA,
      cart,
      hats,
    ]);
  });

  it('asks of no other event what it has found', () => {
    const found = () => ['a', 'b'];
    expect(without([view, cart], { event: 'view_item', objectID: 'b' }, found)).toEqual([
      event('view_item', 'a', 1),
      cart,
    ]);
  });
});
