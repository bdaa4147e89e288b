import { expect, it } from 'vitest';
import { addressOf, textOf } from './value.ts';

it.each([
  [' Stool ', 'Stool'],
  [5, '5'],
  [true, 'true'],
  [new Date(0), '1970-01-01T00:00:00.000Z'],
  [['', ' ', 'Stool', 'Chair'], 'Stool'],
  [{ name: 'Stool', src: '/a.jpg' }, 'Stool'],
  [{ value: { name: 'Stool' } }, 'Stool'],
  [{ $oid: '5f1' }, '5f1'],
  [{ en: 'Stool', de: 'Hocker' }, 'Stool'],
  [{ 'de-DE': '', pt_BR: 'Banco' }, 'Banco'],
  [{ 1: 'Stool', 2: 'Hocker' }, 'Stool'],
  [{ default: 'Stool' }, 'Stool'],
  ['="00123"', '00123'],
  ['="00123" cm', '="00123" cm'],
  ['["Stool", "Chair"]', 'Stool'],
  ['[ {"name": "Stool"} ]', 'Stool'],
  ['["Stool"', '["Stool"'],
  ['[""]', '[""]'],
  ['[Stool]', '[Stool]'],
  [[[[['Stool']]]], 'Stool'],
])('the text of %j is %j', (value, text) => {
  expect(textOf(value)).toBe(text);
});

it.each([
  [''],
  ['  '],
  [NaN],
  [Infinity],
  [null],
  [undefined],
  [new Date(NaN)],
  [[]],
  [{}],
  [{ length: 'Stool' }],
  [{ en: 'Stool', width: 'Hocker' }],
  [{ toString: 'Stool' }],
  [[[[[[['Stool']]]]]]],
  [Array.from({ length: 21 }, (_, i) => (i === 20 ? 'late' : ''))],
])('%j has no text', (value) => {
  expect(textOf(value)).toBeUndefined();
});

it('the text of a large number is its digits', () => {
  expect(textOf(10n ** 20n)).toBe('100000000000000000000');
});

it('an image has its address before its name', () => {
  expect(addressOf({ name: 'Front', src: '/a.jpg' })).toBe('/a.jpg');
  expect(addressOf([{ name: 'Front' }, { url: '/b.jpg' }])).toBe('Front');
});
