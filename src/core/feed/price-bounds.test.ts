import { describe, expect, it } from 'vitest';
import { parsePrice } from './price.ts';

const price = (value: unknown, expected?: string) => parsePrice(value, expected);
const guess = (text: string, expected?: string) => parsePrice(text, expected)?.guessed;

describe('a price that is no text', () => {
  it('is a number from 0 on, with the currency that is expected', () => {
    expect([price(0), price(12.5), price(12n), price(0n)]).toEqual([
      { price: 0 },
      { price: 12.5 },
      { price: 12 },
      { price: 0 },
    ]);
    expect([price(12, 'EUR'), price(12n, 'EUR')]).toEqual([
      { price: 12, currency: 'EUR' },
      { price: 12, currency: 'EUR' },
    ]);
    for (const none of [-1, -1n, NaN, Infinity, true, null, undefined, {}, ['12']])
      expect(price(none)).toBeUndefined();
  });
});

describe('a price among words', () => {
  it('is the one amount beside a currency, and is said to be guessed', () => {
    expect(price('Sale €12 today')).toEqual({
      price: 12,
      currency: 'EUR',
      guessed: 'the one amount among other words',
    });
    expect(price('Unser Preis heute 12,50 EUR sofort')).toMatchObject({ price: 12.5, currency: 'EUR' });
  });

  it.each([
    'Sale 12 today',
    'Sale €12 or €13 today',
    'Sale €12 today 3 left',
    'Sale -€12 today',
    'Sale − €12 today',
    'Size A€12',
    'Sale €12% today',
    `${'so '.repeat(25)}€12 today`,
    '? €12 ?',
  ])('is none in %j', (text) => {
    expect(price(text)).toBeUndefined();
  });

  it('may have 80 characters around it, and 400 with all that does not count', () => {
    const words = 'x '.repeat(37);
    expect(price(`${words}€12 yy`)?.price).toBe(12);
    expect(price(`${words}€12 yyy`)).toBeUndefined();
    expect(price(`<b>€12</b>${' '.repeat(390)}`)?.price).toBe(12);
    expect(price(`<b>€12</b>${' '.repeat(391)}`)).toBeUndefined();
  });
});

describe('a range of prices', () => {
  it('is its lower end, and is said to be guessed', () => {
    expect(price('€10 - €20')).toEqual({ price: 10, currency: 'EUR', guessed: 'the lower end of a range' });
    for (const to of [
      '-',
      '–',
      '—',
      '~',
      'to',
      'bis',
      'à',
      'a',
      'hasta',
      'até',
      'do',
      'till',
      'tot',
      'until',
    ])
      expect(price(`10 ${to} 20 EUR`)).toMatchObject({ price: 10, currency: 'EUR' });
    expect(price('10 - 20', 'EUR')).toMatchObject({ price: 10, currency: 'EUR' });
    expect(price('10 - 10', 'EUR')).toMatchObject({ price: 10 });
    expect(price('€10 - 20')).toMatchObject({ price: 10, currency: 'EUR' });
  });

  it.each(['555-1234', '10 - 20', '€20 - €10', '10 - 20 - 30 EUR'])('is none in %j', (text) => {
    expect(price(text)).toBeUndefined();
  });
});

describe('the digits of a price', () => {
  it.each([
    ['١٢٣٫٥', 123.5],
    ['١٬٢٣٤٬٥٦٧', 1234567],
    ['۱۲۳', 123],
    ['१२३', 123],
    ['๑๒๓', 123],
    ['１２３', 123],
    ['\u200e12\u200f', 12],
    ['\u206612\u2069', 12],
    ['12\u00a0', 12],
  ])('of %j are %d', (text, amount) => {
    expect(price(text)?.price).toBe(amount);
  });

  it('are those of the first text that HTML marks as inserted', () => {
    expect(price('<del>20 €</del> <ins>15 €</ins>')).toEqual({ price: 15, currency: 'EUR' });
    expect(price('<DEL>20 €</DEL><INS class="x">15 €</INS><ins>14 €</ins>')?.price).toBe(15);
    expect(price('<ins>15 €')?.price).toBe(15);
    expect(price('15 €</ins>')?.price).toBe(15);
    expect(price('</ins>15 €<ins>')?.price).toBe(15);
  });

  it('are taken as the decimals of the currency say', () => {
    expect([price('1.234 EUR')?.price, price('1.234 KWD')?.price, price('1.234', 'KWD')?.price]).toEqual([
      1234, 1.234, 1.234,
    ]);
    expect([guess('1.234'), guess('1,234'), guess('1,234 KWD'), guess('1.234 EUR')]).toEqual([
      'its full stop taken as decimal',
      'its comma taken as thousands',
      'its comma taken as decimal',
      undefined,
    ]);
  });
});

describe('the currency of a price', () => {
  it('is a code before a sign, wherever they stand', () => {
    expect([price('$12 CAD'), price('CAD $12'), price('$CAD 12')].map((found) => found?.currency)).toEqual([
      'CAD',
      'CAD',
      'CAD',
    ]);
    for (const text of ['US $12', 'us $12']) expect(price(text)).toEqual({ price: 12, currency: 'USD' });
    expect(price('AU $12 each')).toEqual({ price: 12, currency: 'AUD' });
    expect(price('12 kr')).toEqual({ price: 12 });
    expect(price('12 kr SEK')).toEqual({ price: 12, currency: 'SEK' });
    expect(price('$12', 'CAD')).toEqual({ price: 12, currency: 'CAD' });
    expect(price('€12', 'CAD')).toEqual({ price: 12, currency: 'EUR' });
  });

  it.each(['12 xyz', 'all 12', '12 top', '12 pcs', '$12 xyz'])('is none in %j, which is no price', (text) => {
    expect(price(text)).toBeUndefined();
  });

  it('may stand between the amount and its cents', () => {
    expect(price('12€50')).toEqual({ price: 12.5, currency: 'EUR' });
    expect(price('12 fr. 50')).toEqual({ price: 12.5, currency: 'CHF' });
    expect(price('12€5')).toBeUndefined();
  });
});

it.each([
  ['12,-', 12],
  ['12.--', 12],
  ['12,–', 12],
  ['12-', 12],
  ['12:-', 12],
  ['12/-', 12],
  ['12.', 12],
  ['12,', 12],
  ['12 .-', undefined],
  ['12,---', undefined],
])('%j ends as price tags do: %j', (text, amount) => {
  expect(price(text)?.price).toBe(amount);
});

it.each([
  ['from 12 €'],
  ['starting from 12 €'],
  ['12 € incl. 19% VAT'],
  ['12 € (incl. VAT)'],
  ['12 € excluding tax'],
  ['12 € per 100 g'],
  ['12 €/m²'],
  ['12 € each'],
  ['12 €**'],
  ['from: 12 € incl. VAT / kg *'],
  ['12 €¹'],
  ['12¹ €'],
  ['12,00 €¹²'],
  ['12⁰⁰ €'],
  ['€ 12⁰⁰'],
])('%j is 12 euros, whatever words every price may have', (text) => {
  expect(price(text)).toEqual({ price: 12, currency: 'EUR' });
});

it.each([
  ['19⁹⁹ €', 19.99],
  ['1.299⁹⁹ €', 1299.99],
  ['€ 1,299⁹⁹', 1299.99],
  ['19,⁹⁹ €', 19.99],
  ['1.299,00 €¹', 1299],
])('%j is %s euros: raised digits are cents behind whole amounts, and else a footnote', (text, amount) => {
  expect(price(text)).toEqual({ price: amount, currency: 'EUR' });
});
