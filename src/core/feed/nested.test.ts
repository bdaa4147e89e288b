import { describe, expect, it } from 'vitest';
import { firstOf, isObject, objectsIn, own, unwrapped } from './nested.ts';

const [a, b] = [{ id: 1 }, { id: 2 }];

it('an object is no list, no date and not null', () => {
  expect([{}, a].every(isObject)).toBe(true);
  expect([[], null, undefined, new Date(), 'a', 1].some(isObject)).toBe(false);
});

describe('objectsIn', () => {
  it.each<[unknown]>([
    [[a, b]],
    [[a, null, 'x', [a], b]],
    [{ edges: [{ node: a }, { node: b }] }],
    [
      {
        edges: [
          { node: a, cursor: 'x' },
          { node: b, cursor: 'y' },
        ],
      },
    ],
    [{ nodes: [a, b] }],
    [{ list: [{ element: a }, { element: b }] }],
    [{ data: [a, b] }],
    [{ edges: 3, data: [a, b] }],
    ['[{"id":1},{"id":2}]'],
    [' [ {"id":1}, {"id":2} ] '],
  ])('finds two objects in %j', (value) => {
    expect(objectsIn(value)).toEqual([a, b]);
  });

  it.each<[unknown]>([
    [[]],
    [null],
    [undefined],
    ['text'],
    ['[1, 2]'],
    ['[{"id":1}'],
    ['x [{"id":1}]'],
    ['{"data":[{"id":1}]}'],
    [{}],
    [a],
    [{ items: [a] }],
    [{ data: a }],
    [{ data: {} }],
    [5],
    [Object.create({ data: [a] })],
  ])('finds none in %j', (value) => {
    expect(objectsIn(value)).toEqual([]);
  });
});

describe('unwrapped', () => {
  it.each(['node', '_source', 'element', 'item', 'product'])('takes %s out of its wrapper', (key) => {
    expect(unwrapped({ [key]: a })).toEqual(a);
    expect(unwrapped({ [key]: a, cursor: 1 })).toEqual(a);
  });

  it('leaves an entry that has such a field among others', () => {
    const entry = { item: a, name: 'Stool', price: 5 };
    expect(unwrapped(entry)).toBe(entry);
    expect(unwrapped({ item: 'Stool' })).toEqual({ item: 'Stool' });
    expect(unwrapped({ item: [a] })).toEqual({ item: [a] });
    expect(unwrapped(a)).toBe(a);
  });

  it('takes a hit of a search out of all that is said of it', () => {
    const said = Object.fromEntries(Array.from({ length: 9 }, (_, i) => [`_${i}`, i]));
    expect(unwrapped({ ...said, _source: a })).toEqual(a);
    expect(unwrapped({ ...said, more: 1, _source: a })).toHaveProperty('more');
  });
});

it('own takes no field of the prototype', () => {
  expect(own({ a: 5 }, 'a')).toBe(5);
  expect(own({}, 'toString')).toBeUndefined();
});

it('firstOf takes the first field that is not empty', () => {
  const entry = { a: '', b: null, c: undefined, d: 0, e: false };
  expect(firstOf(entry, 'a', 'b', 'c', 'x', 'd', 'e')).toBe(0);
  expect(firstOf(entry, 'e', 'd')).toBe(false);
  expect(firstOf(entry, 'a', 'b', 'c')).toBeUndefined();
  expect(firstOf(entry)).toBeUndefined();
});
