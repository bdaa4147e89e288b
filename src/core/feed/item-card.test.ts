import { describe, expect, it } from 'vitest';
import { findColumns } from './columns.ts';
import { itemOf } from './item-of.ts';
import { ITEM_NAMES } from './names.ts';

const NOW = Date.UTC(2026, 10, 27);
const DAY = 86_400_000;

/** What a card tells of an entry, and what was said about it. */
function read(fields: Readonly<Record<string, unknown>>, given = {}) {
  const told: string[] = [];
  const tell = (what: string) => told.push(what);
  const record = { id: 'a', title: 'Mug', availability: 'in stock', ...fields };
  const columns = findColumns(Object.keys(record), ITEM_NAMES, given);
  const item = itemOf(record, columns, { now: NOW, repaired: tell, guessed: tell });
  if (typeof item === 'string') throw new Error(item);
  const { stock, lowStock, newUntil, labels, attributes } = item;
  return { stock, lowStock, newUntil, labels, attributes, told };
}

describe('the stock of an item', () => {
  it.each([
    [{ stock: '3' }, 3],
    [{ stock_quantity: 5 }, 5],
    [{ inventory: '4.0' }, 4],
    [{ stock: '6' }, undefined],
    [{ stock: '0' }, undefined],
    [{ stock: '2', availability: 'preorder' }, undefined],
    [{ stock: '2', manage_stock: 'no' }, undefined], // nobody counts
    [{ quantity: '6' }, undefined], // may be a package of six
    [{ stock: 'few' }, undefined],
  ])('of %j is told as %s', (fields, stock) => {
    expect(read(fields).stock).toBe(stock);
  });

  it.each([
    [{ availability: 'https://schema.org/LimitedAvailability' }, true],
    [{ availability: 'limited_availability' }, true],
    [{ stock_status: 'Low stock' }, true],
    [{ availability: 'low stock', stock: '3' }, undefined], // the number says more
    [{ availability: 'low stock', stock: '300' }, undefined],
    [{}, undefined],
  ])('of %j is said to be low: %s', (fields, low) => {
    const record = 'stock_status' in fields ? { availability: '', ...fields } : fields;
    expect(read(record).lowStock).toBe(low);
  });
});

describe('an item is new', () => {
  it.each([
    ['since the shop offers it, for 30 days', { published_at: '2026-11-20' }, Date.UTC(2026, 11, 20)],
    ['until the day that the shop names', { news_to_date: '2026-12-01' }, Date.UTC(2026, 11, 1)],
    [
      'by the day it was published and not created',
      { published_at: '2020-01-01', created_at: '2026-11-20' },
      undefined,
    ],
    ['no longer after 30 days', { created_at: '2026-10-27' }, undefined],
    ['not yet, if it is not offered yet', { created_at: '2026-12-24' }, undefined],
    ['by no date that is empty', { date_created: '0000-00-00 00:00:00' }, undefined],
  ])('%s', (_, fields, until) => {
    expect(read(fields)).toMatchObject({ newUntil: until, told: [] });
  });

  it('by a date that can be read in two ways, and says how it was read', () => {
    const { newUntil, told } = read({ date_added: '05/11/2026' });
    expect(newUntil).toBe(Date.UTC(2026, 10, 5) + 30 * DAY);
    expect(told).toEqual([
      'has a date since which it is offered of which the day was taken to come first: 05/11/2026',
    ]);
    expect(read({ date_added: 'soon' }).told).toEqual([
      'has a date since which it is offered that cannot be read, which was left out: soon',
    ]);
  });
});

describe('the labels of an item', () => {
  it.each([
    [{ badge: 'Organic' }, ['Organic']],
    [{ badges: ['Organic', 'Vegan'] }, ['Organic', 'Vegan']],
    [{ ribbon: 'Best seller | Online only' }, ['Best seller', 'Online only']],
    [{ 'Badge (product.metafields.custom.badge)': 'Fair' }, ['Fair']],
    [{ badges: 'a, b, c, d' }, ['a', 'b', 'c']],
    [{ badge: 'yes' }, undefined],
    [{ badge: '12' }, undefined],
  ])('of %j are %j', (fields, labels) => {
    expect(read(fields)).toMatchObject({ labels, attributes: undefined });
  });

  it('are not those of campaigns, which no shopper is meant to see, unless the shop names them', () => {
    const campaign = { custom_label_0: 'low margin' };
    expect(read(campaign)).toMatchObject({
      labels: undefined,
      attributes: { customLabels: ['low margin'] },
    });
    expect(read({ custom_label_0: 'Organic' }, { labels: 'custom_label_0' }).labels).toEqual(['Organic']);
  });

  it('are left out and told of, if they are too long for a card', () => {
    const { labels, told } = read({ badge: 'A sentence that goes on and on and on' });
    expect(labels).toBeUndefined();
    expect(told).toEqual([
      'has a label of more than 30 characters, which was left out: A sentence that goes on and on and on',
    ]);
  });
});
