import { describe, expect, it } from 'vitest';
import { parseAmount } from './amount.ts';

const amount = (text: string, decimals?: number) => parseAmount(text, decimals)?.amount;
const guessed = (text: string, decimals?: number) => parseAmount(text, decimals)?.guessed;

describe('parseAmount', () => {
  it.each([
    ['12', 12],
    ['012', 12],
    ['12.', 12],
    ['12,5', 12.5],
    ['.5', 0.5],
    [',50', 0.5],
    ['1234.5678', 1234.5678],
    ['1234.567', 1234.567],
    ['0.123', 0.123],
    ['0,123', 0.123],
    ['1,234.5', 1234.5],
    ['1.234,5', 1234.5],
    ['1,234.', 1234],
    ['1,234,567', 1234567],
    ['1.234.567', 1234567],
    ['12,34,567', 1234567],
    ['12,34,567.8', 1234567.8],
    ['1.299.00', 1299],
    ['1 234', 1234],
    ["1'234.5", 1234.5],
    ['1’234’567,8', 1234567.8],
    ['12 345 678', 12345678],
    ['1 234,', 1234],
  ])('reads %s as %d', (text, expected) => {
    expect(amount(text, 2)).toBe(expected);
  });

  it.each([
    '',
    '.',
    ',',
    'x12',
    '12x',
    '-12',
    '1.2.3',
    '1.23.456',
    '12.34.567',
    '1,23.5',
    '1.299.000.5.5',
    '1.299.5',
    '1234,567.8',
    '12 34',
    '1 2345',
    '1234 567',
    '1 234 56',
    ' 1 234',
    '1 234 x',
    "1''234",
    '1 234.5.6',
    '.5.5',
    '1..5',
  ])('refuses %j', (text) => {
    expect(parseAmount(text, 2)).toBeUndefined();
  });

  it('takes a separator before three digits as the currency has decimals', () => {
    expect([amount('1.234', 2), amount('1,234', 2), amount('1.234', 0), amount('1,234', 0)]).toEqual([
      1234, 1234, 1234, 1234,
    ]);
    expect([amount('1.234', 3), amount('1,234', 3)]).toEqual([1.234, 1.234]);
    expect([amount('1.234'), amount('1,234')]).toEqual([1.234, 1234]);
    expect([amount('123.456', 2), amount('1234.567', 2), amount('123.4567', 2)]).toEqual([
      123456, 1234.567, 123.4567,
    ]);
  });

  it('says what it guessed', () => {
    expect([guessed('1.234'), guessed('1,234')]).toEqual([
      'its full stop taken as decimal',
      'its comma taken as thousands',
    ]);
    expect([guessed('1,234', 3), guessed('1.234', 3)]).toEqual(['its comma taken as decimal', undefined]);
    expect([guessed('1.234', 2), guessed('1,234', 0), guessed('12.5'), guessed('12')]).toEqual(
      Array(4).fill(undefined),
    );
    expect([guessed('1.299.00', 2), guessed('1,299.00', 2)]).toEqual([
      'its last separator taken as decimal',
      undefined,
    ]);
  });
});
