import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parsePrice } from './price.ts';

describe('parsePrice', () => {
  it.each([
    ['12.5', 12.5],
    ['12,50', 12.5],
    ['1,234', 1234],
    ['1.234', 1.234],
    ['1.234,50 €', 1234.5],
    ['$1,234.50', 1234.5],
    ['EUR 1 234,50', 1234.5],
    ["CHF 1'234.50", 1234.5],
    ['1,234,567', 1234567],
    ['1.234.567,8', 1234567.8],
    ['0', 0],
  ])('reads %s as %d', (text, price) => {
    expect(parsePrice(text)?.price).toBe(price);
  });

  it.each(['', 'free', '-5', '1,2,3', '12.3.4', '1 USD 2', 'NaN', null, undefined, {}, -1, NaN, Infinity])(
    'refuses %s',
    (value) => {
      expect(parsePrice(value)).toBeUndefined();
    },
  );

  it.each([
    ['12,34 EUR', 12.34, 'EUR'],
    ['EUR 12.34', 12.34, 'EUR'],
    ['$1,234.50', 1234.5, 'USD'],
    ['1.234,50 €', 1234.5, 'EUR'],
    ['1.234 €', 1234, 'EUR'],
    ['CA$12.00', 12, 'CAD'],
    ['$12.00 CAD', 12, 'CAD'],
    ['R$ 9,90', 9.9, 'BRL'],
    ['9.90 zł', 9.9, 'PLN'],
    ['12.5 eur', 12.5, 'EUR'],
    ['ab 9,- EUR', 9, 'EUR'],
    ['199 kr', 199, undefined],
    ['0,123', 0.123, undefined],
  ])('reads %s as %d %s', (text, price, currency) => {
    expect(parsePrice(text)).toEqual({ price, ...(currency !== undefined && { currency }) });
  });

  it('gives back any amount that a program has written', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 0, max: 1e9 }),
        fc.constantFrom('USD', 'EUR', 'GBP'),
        (cents, currency) => {
          const price = cents / 100;
          const written = new Intl.NumberFormat('en-US', {
            style: 'currency',
            currency,
            currencyDisplay: 'code',
          }).format(price);
          expect(parsePrice(written)).toEqual({ price, currency });
          const german = new Intl.NumberFormat('de-DE', {
            style: 'currency',
            currency,
            currencyDisplay: 'code',
          }).format(price);
          expect(parsePrice(german)).toEqual({ price, currency });
        },
      ),
    );
  });
});
