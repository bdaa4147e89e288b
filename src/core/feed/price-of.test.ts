import { describe, expect, it } from 'vitest';
import { priceOf } from './price-of.ts';

describe('priceOf', () => {
  it.each<[unknown, unknown]>([
    [12.5, { price: 12.5 }],
    ['12.5', { price: 12.5 }],
    ['12 €', { price: 12, currency: 'EUR' }],
    [
      { amount: '12.5', currencyCode: 'EUR' },
      { price: 12.5, currency: 'EUR' },
    ],
    [
      { value: 12, currency: 'usd' },
      { price: 12, currency: 'USD' },
    ],
    [
      { '@value': '12', '@currency': 'EUR' },
      { price: 12, currency: 'EUR' },
    ],
    [
      { '#text': '12', priceCurrency: 'EUR' },
      { price: 12, currency: 'EUR' },
    ],
    [
      { price: '12 €', currency_code: 'EUR' },
      { price: 12, currency: 'EUR' },
    ],
    [{ $numberDecimal: '12.50' }, { price: 12.5 }],
    [{ minVariantPrice: { amount: '12', currencyCode: 'EUR' } }, { price: 12, currency: 'EUR' }],
    [{ lowPrice: 12, currency: 'nothing' }, { price: 12 }],
    [{ amount: null, value: 5 }, { price: 5 }],
    [
      { amount: 12050, divisor: 100, currency_code: 'USD' },
      { price: 120.5, currency: 'USD' },
    ],
    [{ amount: 12050, divisor: '100' }, { price: 120.5 }],
    [{ amount: 12050, divisor: 0 }, { price: 12050 }],
    [{ amount: 12050, divisor: 'x' }, { price: 12050 }],
    [
      { centAmount: 12050, fractionDigits: 2, currencyCode: 'EUR' },
      { price: 120.5, currency: 'EUR' },
    ],
    [
      { centAmount: 12050, fractionDigits: 0, currencyCode: 'EUR' },
      { price: 12050, currency: 'EUR' },
    ],
    [{ centAmount: 12050 }, { price: 120.5 }],
    [
      { centAmount: 12050, currencyCode: 'JPY' },
      { price: 12050, currency: 'JPY' },
    ],
    [
      { centAmount: 12050, currencyCode: 'KWD' },
      { price: 12.05, currency: 'KWD' },
    ],
    [{ price: 12050, currency_minor_unit: 2 }, { price: 120.5 }],
    [{ price: 12050, minor_unit: 6 }, { price: 0.01205 }],
    [{ price: 12050, exponent: 7 }, { price: 12050 }],
    [{ price: 12050, exponent: -1 }, { price: 12050 }],
    [{ current: { value: 12 } }, { price: 12 }],
    [['12', '13'], { price: 12 }],
    [[{ amount: 5 }], { price: 5 }],
    [{ amount: 'many' }, 'unreadable'],
    ['many', 'unreadable'],
    [true, 'unreadable'],
    [{ amount: 'n/a' }, undefined],
    [{ name: 'Stool' }, undefined],
    [{}, undefined],
    [[], undefined],
    [null, undefined],
    [undefined, undefined],
    [Object.create({ amount: 5 }), undefined],
  ])('of %j is %j', (value, expected) => {
    expect(priceOf(value)).toEqual(expected);
  });

  it.each([
    '',
    ' ',
    '-',
    '—',
    'n/a',
    'N/A',
    'na',
    'none',
    'NULL',
    'NaN',
    'nil',
    '\\N',
    'POA',
    'tba',
    'TBD',
    'Call for price',
    'on request',
    'Auf Anfrage',
    'sur demande',
  ])('takes %j for no price', (none) => {
    expect(priceOf(none)).toBeUndefined();
    expect(priceOf({ amount: ` ${none} ` })).toBeUndefined();
  });

  it.each(['x none', 'none x', 'recall', 'not on request'])('cannot read %j', (text) => {
    expect(priceOf(text)).toBe('unreadable');
  });

  it('has the currency of the object before the one that is expected', () => {
    expect(priceOf('12', 'SEK')).toEqual({ price: 12, currency: 'SEK' });
    expect(priceOf({ amount: 12 }, 'SEK')).toEqual({ price: 12, currency: 'SEK' });
    expect(priceOf({ amount: 12, currency: 'EUR' }, 'SEK')).toEqual({ price: 12, currency: 'EUR' });
    expect(priceOf(['12'], 'SEK')).toEqual({ price: 12, currency: 'SEK' });
    expect(priceOf({ centAmount: 12050 }, 'JPY')).toEqual({ price: 12050, currency: 'JPY' });
  });

  it('looks into objects to a limited depth', () => {
    const nested = (depth: number): unknown => (depth === 0 ? 12 : { price: nested(depth - 1) });
    expect(priceOf(nested(5))).toEqual({ price: 12 });
    expect(priceOf(nested(6))).toBe('unreadable');
    const lists = (depth: number): unknown => (depth === 0 ? { price: 12 } : [lists(depth - 1)]);
    expect(priceOf(lists(4))).toEqual({ price: 12 });
    expect(priceOf(lists(5))).toBe('unreadable');
  });
});
