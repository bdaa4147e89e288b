import { describe, expect, it } from 'vitest';
import { event } from '../../core/testing/catalogue.ts';
import { createFindItem } from './find-item.ts';
import { matchEvent } from './match-event.ts';

const items = [
  { id: 'a', title: 'A', url: 'https://cdn.example/products/a/', group: 'g' },
  { id: 'a2', title: 'A, red', url: '/products/a?variant=2', group: 'g' },
];
const pack = { items, rowOf: new Map(items.map(({ id }, row) => [id, row])), sensitive: ['Health'] };
const find = createFindItem(pack);

describe('createFindItem', () => {
  it('finds an item by its id, its group, and its address without host, last slash and, if need be, parameters', () => {
    expect(find(['a2', 'a'])).toBe('a2');
    expect(find(['nothing', 'a'])).toBe('a');
    expect(find(['g'])).toBe('a');
    expect(find(['https://shop.example/products/a?variant=2'])).toBe('a2');
    expect(find(['https://shop.example/products/a?utm_source=x'])).toBe('a');
    expect(find(['https://shop.example/products/b', 'https://', '/', 'toString'])).toBeUndefined();
  });
});

describe('an item with other ids', () => {
  const variants = [
    { id: '12', title: 'A', ids: ['5', 'a', '4006381333931'], group: '5' },
    { id: '036000291452', title: 'B', ids: ['77'], url: 'https://shop.example/p/blue-shirt.html?ref=1' },
    { id: '901', title: 'C', url: '/en/product/index.html', group: '900' },
    { id: '911', title: 'D', url: '/de/product/index.html' },
  ];
  const findOther = createFindItem({
    items: variants,
    rowOf: new Map(variants.map(({ id }, row) => [id, row])),
  });

  it.each([
    ['5', '12'],
    ['gid://shopify/ProductVariant/12', '12'],
    ['shopify_US_5_12', '12'],
    ['shopify_ZZ_900_99', '901'], // a variant that the pack lacks, of a product that it has
    ['gla_77', '036000291452'],
    ['wc_post_id_77', '036000291452'],
    ['woocommerce_gpf_12', '12'],
    ['blue-shirt', '036000291452'],
    ['04006381333931', '12'],
    ['77', '036000291452'],
    ['36000291452', '036000291452'],
    ['0036000291452', '036000291452'],
  ])('is found by %s', (name, id) => {
    expect(findOther([name])).toBe(id);
  });

  it('is not found by what the addresses of several products end with', () => {
    expect(findOther(['index'])).toBeUndefined();
  });
});

describe('matchEvent', () => {
  const match = (ids: readonly string[], told: Parameters<typeof matchEvent>[1]) =>
    matchEvent(event('view_item', ids), told, find, pack);

  it('gives items their ids in the pack, and keeps no text of them', () => {
    expect(match(['7001', 'a'], [{ text: 'A', also: ['a'] }, {}])).toEqual(event('view_item', ['a']));
  });

  it('keeps the text of an item that the pack lacks', () => {
    expect(match(['x', '__proto__'], [{ text: 'A lamp' }, { text: 'odd' }])).toEqual({
      ...event('view_item', ['x', '__proto__']),
      texts: JSON.parse('{"x":"A lamp","__proto__":"odd"}') as object,
    });
  });

  it('drops an item whose category the page says and the pack calls sensitive', () => {
    expect(match(['x'], [{ text: 'A test', category: 'Health > Tests' }])).toBeUndefined();
    expect(match(['x', 'a'], [{ text: 'A test', category: 'Health' }, {}])).toEqual(
      event('view_item', ['a']),
    );
  });
});
