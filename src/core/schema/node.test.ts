import { describe, expect, it } from 'vitest';
import { isOf, listOf } from './listed.ts';
import { field, isNode } from './node.ts';

it('a node is an object, and no list', () => {
  expect([{}, { a: 1 }, new Date()].every(isNode)).toBe(true);
  expect([null, undefined, [], 'text', 5, true].some(isNode)).toBe(false);
});

it('a field is a node’s own', () => {
  expect(field({ name: 'Stool', toString: 1 }, 'name')).toBe('Stool');
  expect(field({ toString: 1 }, 'toString')).toBe(1);
  expect([field({}, 'toString'), field({}, 'constructor'), field({}, 'name')]).toEqual([
    undefined,
    undefined,
    undefined,
  ]);
});

it('listOf makes a list of any field', () => {
  expect([undefined, null, [], [1, null], 'a', 0, false, {}].map(listOf)).toEqual([
    [],
    [],
    [],
    [1, null],
    ['a'],
    [0],
    [false],
    [{}],
  ]);
  expect(listOf(Array.from({ length: 6000 }, () => 1))).toHaveLength(5000);
});

describe('isOf', () => {
  const types = new Set(['Product', 'ProductGroup']);

  it.each([
    'Product',
    'ProductGroup',
    'product',
    'PRODUCT',
    'http://schema.org/Product',
    'https://schema.org/Product',
    'https://www.schema.org/product',
    'HTTP://SCHEMA.ORG/Product',
    'schema:Product',
    ['Thing', 'Product'],
    [5, null, 'schema:Product'],
  ])('holds for a node of the type %j', (type) => {
    expect(isOf({ '@type': type }, types)).toBe(true);
  });

  it.each([
    'Offer',
    'Products',
    'MyProduct',
    'https://example.com/Product',
    'a https://schema.org/Product',
    '',
    5,
    null,
    undefined,
    [],
    ['Offer', 'Person'],
  ])('does not hold for a node of the type %j', (type) => {
    expect(isOf({ '@type': type }, types)).toBe(false);
  });

  it('goes by the field’s own name', () => {
    expect(isOf({ type: 'Product' }, types)).toBe(false);
    expect(isOf({}, types)).toBe(false);
  });
});
