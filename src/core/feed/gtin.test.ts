import { expect, it } from 'vitest';
import { gtinOf } from './gtin.ts';

it.each([
  ['4006381333931', '4006381333931'], // EAN
  ['40 0638-133393 1', '4006381333931'],
  ['036000291452', '036000291452'], // UPC
  ['96385074', '96385074'], // GTIN-8
  ['10614141000415', '10614141000415'], // GTIN-14
  ['0-306-40615-2', '0306406152'], // ISBN-10
  ['080442957x', '080442957X'],
])('reads the code %s', (text, code) => {
  expect(gtinOf(text)).toBe(code);
});

it.each([
  ['4006381333932', 'a wrong check digit'],
  ['10614141000416', 'a wrong check digit'],
  ['0306406153', 'a wrong check digit of an ISBN'],
  ['X306406152', 'a letter'],
  ['030640615X2', 'a letter within'],
  ['0', 'one digit'],
  ['123456', 'too few digits'],
  ['06385074910', 'eleven digits'],
  ['00000000', 'one digit throughout'],
  ['', 'nothing'],
])('refuses %j: %s', (text) => {
  expect(gtinOf(text)).toBeUndefined();
});
