import { describe, expect, it } from 'vitest';
import { isSensitive, withoutSensitive } from './sensitive.ts';
import { event } from '../testing/catalogue.ts';

const items = ['Health', 'Health > Tests', 'Healthy food', 'Toys'].map((category, i) => ({
  id: `${i}`,
  title: '',
  category,
}));

describe('isSensitive', () => {
  it('holds for a category and those below it', () => {
    expect(items.map((item) => isSensitive(item, ['Health']))).toEqual([true, true, false, false]);
    expect(isSensitive({ id: '', title: '' }, ['Health'])).toBe(false);
  });
});

describe('withoutSensitive', () => {
  const catalogue = { items, rowOf: new Map(items.map(({ id }, row) => [id, row])), sensitive: ['Health'] };

  it('drops the items, and events without other items', () => {
    const events = [
      event('view_item', '1'),
      event('purchase', ['0', '3', 'unknown']),
      event('view_item', '2'),
    ];
    expect(withoutSensitive(events, catalogue)).toEqual([
      event('purchase', ['3', 'unknown']),
      event('view_item', '2'),
    ]);
  });
});
