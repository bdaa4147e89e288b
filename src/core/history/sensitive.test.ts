import { describe, expect, it } from 'vitest';
import type { Item } from '../../types/items.ts';
import { isSensitive, isSensitiveText, withoutSensitive } from './sensitive.ts';
import { withoutValue } from './only-ids.ts';
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

  it.each([
    [['Health'], 'Shop / Health / Tests', true],
    [['Health'], 'Shop|Health', true],
    [['Health'], 'Health  food', false],
    [['Health food'], 'Health \t food', true],
    [['Health > Tests'], 'Health', false],
    [['Health > Tests'], 'Shop > Health > Tests > Red', true],
    [['Health > Tests'], 'Health > Other > Tests', false],
    [['> Health >'], 'Health', true],
    [['Toys', 'Health'], 'Health', true],
  ])('of the names %j judges the category %j: %j', (names, category, expected) => {
    const known = naming(...names);
    const item = { id: 'x', title: 'X', category };
    expect(isSensitive(item, known)).toBe(expected);
    expect(isSensitive(item, known)).toBe(expected); // the kept judgement
  });

  it('does not hold for an item without a category and a title', () => {
    expect(isSensitive({}, catalogue)).toBe(false);
    expect(isSensitive({ title: 'Red lentils' }, catalogue)).toBe(false);
  });

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

describe('the words of a text', () => {
  const of = (titles: readonly [title: string, category?: string][], text: string, name = 'Health') =>
    isSensitiveText(text, {
      items: titles.map(([title, category], i) => ({ id: `${i}`, title, ...(category && { category }) })),
      sensitive: [name],
    });

  it('speak of a category if most items that have them do', () => {
    expect(
      of(
        [
          ['A cream', 'Health'],
          ['A cream', 'Health'],
          ['Cream', 'Food'],
        ],
        'cream',
      ),
    ).toBe(true);
    expect(
      of(
        [
          ['A cream', 'Health'],
          ['Cream', 'Food'],
        ],
        'cream',
      ),
    ).toBe(false);
    expect(
      of(
        [
          ['Cream cream', 'Health'],
          ['Cream', 'Food'],
        ],
        'cream',
      ),
    ).toBe(false);
    expect(of([['Cream']], 'cream')).toBe(false);
  });

  it('are compared without case, accents and the s of a plural, from four letters on', () => {
    expect(of([['Crème', 'Health']], 'CREMES')).toBe(true);
    expect(of([['Boxes', 'Health']], 'a box')).toBe(false);
    for (const [one, many] of [
      ['torch', 'torches'],
      ['lens', 'lenses'],
      ['dress', 'dresses'],
      ['bandage', 'bandages'],
    ] as const) {
      expect(of([[one, 'Health']], many)).toBe(true);
      expect(of([[many, 'Health']], one)).toBe(true);
    }
    expect(of([['Gel', 'Health']], 'gel')).toBe(false);
    expect(of([['Test', 'Health']], 'pretest')).toBe(false);
    expect(of([['Test-kit 2000', 'Health']], '2000')).toBe(true);
  });

  it('are those of a category’s last level too', () => {
    expect(of([], 'tests', 'Health > Tests')).toBe(true);
    expect(of([], 'health', 'Health > Tests')).toBe(false);
    expect(of([], 'health', '>')).toBe(false);
  });
});

describe('withoutSensitive', () => {
  it('leaves the history as it is if the shop has named nothing', () => {
    const events = [event('view_item', '1')];
    expect(withoutSensitive(events, naming())).toBe(events);
    const { rowOf } = catalogue;
    expect(withoutSensitive(events, { items, rowOf })).toBe(events);
  });

  it('keeps quantities of what is left, and drops the value of the whole', () => {
    const bought = {
      ...event('purchase', ['0', '3', '2']),
      quantities: { 0: 2, 3: 5 },
      texts: { 0: 'Drops' },
      value: 12,
      currency: 'EUR',
      transaction: 'T',
    };
    expect(withoutSensitive([bought], catalogue)).toEqual([
      { ...event('purchase', ['3', '2']), quantities: { 3: 5 }, currency: 'EUR', transaction: 'T' },
    ]);
    expect(withoutSensitive([{ ...bought, ids: ['3'] }], catalogue)).toEqual([{ ...bought, ids: ['3'] }]);
    expect(withoutValue(bought)).toEqual({ ...bought, value: undefined });
    expect(withoutValue(bought)).not.toHaveProperty('value');
    expect(bought.value).toBe(12);
  });

  it('judges an item of the pack by the pack, whatever text the event has', () => {
    const told = { ...event('view_item', ['3', 'x']), texts: { 3: 'Clearview', x: 'Clearview' } };
    expect(withoutSensitive([told], catalogue)).toEqual([
      { ...event('view_item', ['3']), texts: { 3: 'Clearview' } },
    ]);
  });

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
