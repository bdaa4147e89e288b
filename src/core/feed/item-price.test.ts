import { describe, expect, it } from 'vitest';
import { itemPrice } from './item-price.ts';

const NOW = Date.parse('2026-04-05T12:00:00Z');
const COLUMNS = Object.fromEntries(
  ['price', 'salePrice', 'wasPrice', 'currency', 'saleDates', 'saleFrom', 'saleTo'].map((name) => [
    name,
    [name],
  ]),
);

function read(record: Record<string, unknown>, currency?: string) {
  const told: string[] = [];
  const note = (what: string) => told.push(what);
  return { item: itemPrice(record, COLUMNS, { currency, now: NOW, guessed: note, lost: note }), told };
}
const at = (time: string) => Date.parse(time);

describe('the price of an entry', () => {
  it.each<[Record<string, unknown>, object]>([
    [{ price: '12.00 EUR' }, { price: 12, currency: 'EUR' }],
    [
      { price: '12', currency: 'USD' },
      { price: 12, currency: 'USD' },
    ],
    [
      { price: '12', currency: ' € ' },
      { price: 12, currency: 'EUR' },
    ],
    [{ price: '12' }, { price: 12, currency: 'GBP' }],
    [{ salePrice: '9 EUR' }, { price: 9, currency: 'GBP' }],
    [
      { price: '12', salePrice: '9' },
      { price: 12, salePrice: 9, currency: 'GBP' },
    ],
    [
      { price: '12', salePrice: '12' },
      { price: 12, currency: 'GBP' },
    ],
    [
      { price: '12', salePrice: '15' },
      { price: 12, currency: 'GBP' },
    ],
    [
      { price: '12', salePrice: '0' },
      { price: 12, currency: 'GBP' },
    ],
    [
      { price: '12', wasPrice: '15' },
      { price: 15, salePrice: 12, currency: 'GBP' },
    ],
    [
      { price: '12', wasPrice: '12' },
      { price: 12, currency: 'GBP' },
    ],
    [
      { price: '12', wasPrice: '10' },
      { price: 12, currency: 'GBP' },
    ],
    [
      { price: '12', wasPrice: '15', salePrice: '9' },
      { price: 15, salePrice: 9, currency: 'GBP' },
    ],
    [
      { price: '12', wasPrice: '15', salePrice: '13' },
      { price: 15, salePrice: 12, currency: 'GBP' },
    ],
    [
      { price: '12', wasPrice: '15', salePrice: '9', saleFrom: '2027-01-01' },
      { price: 15, salePrice: 12, saleFrom: at('2027-01-01'), currency: 'GBP' },
    ],
    [{}, { currency: 'GBP' }],
  ])('%j is %j', (record, expected) => {
    if (record['salePrice'] === '9 EUR') expect(read(record).item).toEqual({ price: 9, currency: 'EUR' });
    else expect(read(record, 'GBP').item).toEqual(expected);
  });

  it('is left out if it is in another currency than the regular one', () => {
    const { item, told } = read({ price: '12 EUR', salePrice: '9 USD' });
    expect(item).toEqual({ price: 12, currency: 'EUR' });
    expect(told).toEqual(['has two prices in different currencies, of which one was left out: EUR USD']);
  });

  it('refuses a row that has a word in its place, and says which number it could not read', () => {
    expect(read({ price: 'Stool' }).item).toBe('has a price that cannot be read: Stool');
    const { item, told } = read({ price: '1.2.3.4 a b c' });
    expect(item).toEqual({});
    expect(told).toEqual(['has a price that cannot be read, which was left out: 1.2.3.4 a b c']);
  });

  it.each([
    ['Preis (EUR)', 'EUR'],
    ['Price [$]', 'USD'],
    ['price_usd', 'USD'],
    ['price.gbp', 'GBP'],
    ['price', undefined],
    ['price (net)', undefined],
  ])('in the column %s has the currency %s', (column, currency) => {
    const context = { now: NOW, guessed: () => undefined, lost: () => undefined };
    expect(itemPrice({ [column]: '12' }, { price: [column] }, context)).toEqual({
      price: 12,
      ...(currency !== undefined && { currency }),
    });
  });
});

describe('the time of a sale', () => {
  const sale = (dates: Record<string, unknown>) => read({ price: '12', salePrice: '9', ...dates });

  it.each([
    [{ saleFrom: '2026-04-01', saleTo: '2026-04-10' }, '2026-04-01', '2026-04-10T23:59:59.999Z'],
    [{ saleDates: '2026-04-01T08:00Z/2026-04-10T20:00Z' }, '2026-04-01T08:00Z', '2026-04-10T20:00Z'],
    [{ saleDates: '2026-04-01 - 2026-04-10' }, '2026-04-01', '2026-04-10T23:59:59.999Z'],
    [{ saleTo: '1775815200' }, undefined, '2026-04-10T10:00Z'],
    [{ saleFrom: '0000-00-00', saleTo: ' ' }, undefined, undefined],
    [{ saleTo: '2026-04-05' }, undefined, '2026-04-05T23:59:59.999Z'],
  ])('%j is from %s to %s', (dates, from, to) => {
    expect(sale(dates).item).toEqual({
      price: 12,
      salePrice: 9,
      ...(from !== undefined && { saleFrom: at(from) }),
      ...(to !== undefined && { saleTo: at(to) }),
    });
    expect(sale(dates).told).toEqual([]);
  });

  it('that is over leaves the price as it is', () => {
    expect(sale({ saleTo: '2026-04-04' }).item).toEqual({ price: 12 });
    expect(sale({ saleTo: '2026-04-05T11:00Z' }).item).toEqual({ price: 12 });
  });

  it('is told if it cannot be read, or may be read in two ways', () => {
    expect(sale({ saleFrom: 'soon' }).told).toEqual([
      'has a date of a sale that cannot be read, which was left out: soon',
    ]);
    expect(sale({ saleTo: ' 05/06/2026 ' }).told).toEqual([
      'has a date of a sale of which the day was taken to come first: 05/06/2026',
    ]);
    expect(sale({ saleTo: '05.06.2026' }).told).toEqual([]);
  });
});
