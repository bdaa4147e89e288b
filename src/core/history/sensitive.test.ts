import { describe, expect, it } from 'vitest';
import type { Item } from '../../types/items.ts';
import { isSensitive, isSensitiveText, withoutSensitive } from './sensitive.ts';
import { event } from '../testing/catalogue.ts';

const items: Item[] = [
  { id: '0', title: 'Vitamin drops', category: 'Health' },
  { id: '1', title: 'Clearview early test, red', category: 'Health > Tests' },
  { id: '2', title: 'Red lentils', category: 'Healthy food' },
  { id: '3', title: 'Red train', category: 'Toys' },
  { id: '4', title: 'Clearview twin pack' },
];
const catalogue = {
  items,
  rowOf: new Map(items.map(({ id }, row) => [id, row])),
  sensitive: ['Health'],
};
const naming = (...sensitive: string[]) => ({ ...catalogue, sensitive, items: [...items] });

describe('isSensitive', () => {
  it('holds for a category and those below it, and for items without one whose title speaks of it', () => {
    expect(items.map((item) => isSensitive(item, catalogue))).toEqual([true, true, false, false, true]);
  });

  it.each(['health', ' HEALTH ', 'Héalth', 'Health>tests', 'health / Tests', 'Tests', 'Ｈｅａｌｔｈ'])(
    'takes the spelling %j',
    (name) => {
      expect(isSensitive(items[1]!, naming(name))).toBe(true);
      expect(isSensitive(items[2]!, naming(name))).toBe(false);
    },
  );

  it('holds for nothing if the shop has named nothing', () => {
    expect(isSensitive(items[1]!, naming())).toBe(false);
    expect(isSensitiveText('health', naming())).toBe(false);
  });
});

describe('isSensitiveText', () => {
  it.each([
    ['health', true],
    ['cheap HEALTH things', true],
    ['clearview', true],
    ['vitamins', true],
    ['red', false],
    ['train', false],
    ['', false],
  ])('of the search %j is %j', (term, expected) => {
    expect(isSensitiveText(term, catalogue)).toBe(expected);
  });
});

describe('withoutSensitive', () => {
  it('drops the items, events without other items, and searches that speak of them', () => {
    const unknown = { ...event('view_item', ['x', 'y']), texts: { x: 'Clearview strip', y: 'A red kite' } };
    const events = [
      event('view_item', '1'),
      event('purchase', ['0', '3', 'unknown']),
      event('view_item', '2'),
      { ...event('search', []), term: 'early clearview' },
      { ...event('search', []), term: 'red train' },
      unknown,
    ];
    expect(withoutSensitive(events, catalogue)).toEqual([
      event('purchase', ['3', 'unknown']),
      event('view_item', '2'),
      { ...event('search', []), term: 'red train' },
      { ...unknown, ids: ['y'], texts: { y: 'A red kite' } },
    ]);
  });
});
