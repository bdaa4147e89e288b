import { describe, expect, it } from 'vitest';
import { itemsByName, nameKey } from './items-by-name.ts';

const items = [
  { id: 'a', title: 'A', ids: ['1', 'both', 'b', 'of-group'], group: 'g' },
  { id: 'b', title: 'B', ids: ['2', 'both', '036000291452'] },
  { id: 'a2', title: 'A', ids: ['3', 'of-group'], group: 'g' },
];

describe('itemsByName', () => {
  const { ids, shared } = itemsByName(items, ({ ids: own = [], group }) => [...own, group]);

  it('finds an item by each of its other ids', () => {
    expect(Object.fromEntries(['1', '2', '3'].map((name) => [name, ids.get(name)]))).toEqual({
      1: 'a',
      2: 'b',
      3: 'a2',
    });
    expect(ids.get(nameKey('0036000291452'))).toBe('b');
  });

  it('takes an id of two items for none of them, and says so', () => {
    expect(ids.has('both')).toBe(false);
    expect(shared).toEqual(['both']);
  });

  it('lets an id mean its own item whatever other items call themselves', () => {
    expect(ids.has('b')).toBe(false);
  });

  it('takes what the variants of a group share for the first of them', () => {
    expect([ids.get('of-group'), ids.get('g')]).toEqual(['a', 'a']);
  });
});
