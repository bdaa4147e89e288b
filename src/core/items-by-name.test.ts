import { describe, expect, it } from 'vitest';
import type { Item } from '../types/items.ts';
import { itemsByName, nameKey } from './items-by-name.ts';

const items = [
  { id: 'a', title: 'A', ids: ['1', 'both', 'b', 'of-group'], group: 'g' },
  { id: 'b', title: 'B', ids: ['2', 'both', '036000291452'] },
  { id: 'a2', title: 'A', ids: ['3', 'of-group'], group: 'g' },
];

describe('itemsByName', () => {
  const named = (given: readonly Item[] = items) =>
    itemsByName(given, ({ ids: own = [], group }) => [...own, group]);

  it('finds an item by each of its other ids', () => {
    const { ids } = named();
    expect(Object.fromEntries(['1', '2', '3'].map((name) => [name, ids.get(name)]))).toEqual({
      1: 'a',
      2: 'b',
      3: 'a2',
    });
    expect(ids.get(nameKey('0036000291452'))).toBe('b');
  });

  it('takes an id of two items for none of them, and says so', () => {
    const { ids, shared } = named();
    expect(ids.has('both')).toBe(false);
    expect(shared).toEqual(['both']);
  });

  it('lets an id mean its own item whatever other items call themselves', () => {
    const { ids, shared } = named();
    expect(ids.has('b')).toBe(false);
    expect(shared).not.toContain('b');
    const long = 'gid://shopify/ProductVariant/1';
    expect(named([{ id: long, title: 'A' }]).ids.get('1')).toBe(long);
  });

  it('takes what the variants of a group share for the first of them', () => {
    const { ids } = named();
    expect([ids.get('of-group'), ids.get('g')]).toEqual(['a', 'a']);
  });

  it('takes what items without a group share for none of them, also if one has a group', () => {
    const one = { id: 'x', title: 'X', ids: ['same'] };
    expect(named([one, { ...one, id: 'y' }]).shared).toEqual(['same']);
    expect(
      named([
        { ...one, group: 'g' },
        { ...one, id: 'y' },
      ]).shared,
    ).toEqual(['same']);
    expect(named([one, { ...one, id: 'y', group: 'g' }]).shared).toEqual(['same']);
    expect(
      named([
        { ...one, group: 'g' },
        { ...one, id: 'y', group: 'h' },
      ]).shared,
    ).toEqual(['same']);
  });

  it('takes a name that three items share for none, and one that an item has twice for it', () => {
    const same = ['x', 'y', 'z'].map((id) => ({ id, title: id, ids: ['same'] }));
    expect(named(same)).toEqual({ ids: new Map(), shared: ['same'] });
    expect(named([{ id: 'x', title: 'X', ids: ['same', 'same'] }]).ids.get('same')).toBe('x');
  });
});

describe('nameKey', () => {
  it.each([
    ['gid://shopify/ProductVariant/1', '1'],
    ['shopify_US_2_1', '1'],
    ['shopify_ZZ_1', '1'],
    ['0036000291452', '36000291452'],
    ['036000291452', '36000291452'],
    ['00000001', '0000001'],
    ['0000001', '0000001'],
    ['00123', '00123'],
    ['000000000000012345678', '12345678'],
    ['abc0012345678', 'abc0012345678'],
    ['0012345678a', '0012345678a'],
    ['gid://shopify/Product/x', 'gid://shopify/Product/x'],
    ['my gid://shopify/Product/1', 'my gid://shopify/Product/1'],
    ['my_shopify_US_1', 'my_shopify_US_1'],
    ['shopify_US_1a', 'shopify_US_1a'],
    ['stool', 'stool'],
  ])('of %s is %s', (name, key) => {
    expect(nameKey(name)).toBe(key);
  });
});
