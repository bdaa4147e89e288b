import { describe, expect, it } from 'vitest';
import { currencyOf, decimalsOf } from './currencies.ts';

describe('currencyOf', () => {
  it.each([
    ['EUR', 'EUR'],
    ['eur', 'EUR'],
    ['€', 'EUR'],
    ['Euro', 'EUR'],
    ['$', 'USD'],
    ['US$', 'USD'],
    ['kr', null],
    ['KR.', null],
    ['Kč', 'CZK'],
    ['TOP', 'TOP'],
    ['Top', undefined],
    ['all', undefined],
    ['XYZ', undefined],
    ['EURO2', undefined],
    ['constructor', undefined],
    ['', undefined],
  ])('of %j is %j', (unit, currency) => {
    expect(currencyOf(unit)).toBe(currency);
  });

  it('is the one that is expected if the sign may mean it', () => {
    expect([currencyOf('$', 'CAD'), currencyOf('kr', 'NOK'), currencyOf('£', 'EGP')]).toEqual([
      'CAD',
      'NOK',
      'EGP',
    ]);
    expect([currencyOf('$', 'EUR'), currencyOf('kr', 'EUR'), currencyOf('EUR', 'USD')]).toEqual([
      'USD',
      null,
      'EUR',
    ]);
  });
});

it('amounts have the decimals of their currency', () => {
  expect(['EUR', 'JPY', 'KWD', 'USD'].map(decimalsOf)).toEqual([2, 0, 3, 2]);
});
