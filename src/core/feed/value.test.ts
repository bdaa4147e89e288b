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

it.each([
  [{ de: { en: 'Stool' } }, 'Stool'],
  [{ en: ['', 'Stool'] }, 'Stool'],
  [{ 'zh-Hant': 'Stool' }, 'Stool'],
  [{ eng: 'Stool' }, undefined],
  [{ 1234: 'Stool' }, undefined],
  [{ Default: 'Stool' }, 'Stool'],
  [{ '#text': 'Stool', lang: 'en' }, 'Stool'],
  [{ '@value': 'Stool' }, 'Stool'],
  [{ title: 'Stool', name: '' }, 'Stool'],
  [{ '@id': 'x' }, 'x'],
  [{ id: 7 }, '7'],
  [{ href: '/a' }, '/a'],
  [{ $date: '2026-04-05' }, '2026-04-05'],
  [{ name: null, url: '/a' }, '/a'],
  [false, 'false'],
  [0, '0'],
  ['[5]', '[5]'],
  ['[ ["Stool"] ]', '[ ["Stool"] ]'],
  ['x ["Stool"]', 'x ["Stool"]'],
  ['["Stool"] x', '["Stool"] x'],
  ['="Stool', '="Stool'],
  ['=""', undefined],
  ['="a\nb"', 'a\nb'],
  ['x="a"', 'x="a"'],
  [Object.create({ name: 'Stool' }), undefined],
  [() => 'Stool', undefined],
  [Symbol('Stool'), undefined],
])('%j has the text %j', (value: unknown, text) => {
  expect(textOf(value)).toBe(text);
});

it('takes twenty entries of a list, and objects in objects to a limited depth', () => {
  expect(textOf(Array.from({ length: 20 }, (_, i) => (i === 19 ? 'late' : '')))).toBe('late');
  const nested = (depth: number): unknown => (depth === 0 ? 'x' : { name: nested(depth - 1) });
  expect([textOf(nested(5)), textOf(nested(6))]).toEqual(['x', undefined]);
});

it.each([
  [{ url: '/a', name: 'A' }, '/a'],
  [{ src: '', href: '/b' }, '/b'],
  [{ contentUrl: '/c', id: 1 }, '/c'],
  [{ name: 'A', id: 1 }, 'A'],
  [{ id: 1 }, '1'],
  ['/a', '/a'],
  ['[{"name":"A","src":"/a"}]', '/a'],
])('the address of %j is %j', (value, address) => {
  expect(addressOf(value)).toBe(address);
});
