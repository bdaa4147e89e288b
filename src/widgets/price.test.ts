import { expect, it } from 'vitest';
import { formatPrice } from './price.ts';

it.each([
  ['en', 'EUR', '€1,234.50'],
  ['de', 'EUR', '1.234,50 €'],
  ['fr', 'USD', '1 234,50 $US'],
  ['ja', 'JPY', '￥1,235'],
])('writes a price in %s as people there do', (language, currency, expected) => {
  const plainSpaces = formatPrice(1234.5, currency, language).replace(/\s/g, ' ');
  expect(plainSpaces).toBe(expected);
});

it('gives an empty text for an unknown price, and a price for zero', () => {
  expect(formatPrice(undefined, 'EUR', 'en')).toBe('');
  expect(formatPrice(0, 'EUR', 'en')).toBe('€0.00');
});

it.each([undefined, '', 'no currency', '"><b>'])(
  'writes the bare number if the currency is %j',
  (currency) => {
    expect(formatPrice(9.5, currency, 'en')).toBe('9.50');
    expect(formatPrice(9.5, currency, 'de')).toBe('9,50');
  },
);

it('writes a price even if the page names a language that does not exist', () => {
  expect(formatPrice(9.5, 'EUR', 'not_a_language')).toMatch(/9[.,]50/);
});
