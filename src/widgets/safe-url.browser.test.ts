import { expect, it } from 'vitest';
import { safeUrl } from './safe-url.ts';

it.each([
  ['https://shop.example/a', 'https://shop.example/a'],
  ['http://shop.example/a?b=c#d', 'http://shop.example/a?b=c#d'],
  ['HTTPS://shop.example', 'https://shop.example/'],
  ['//cdn.example/a.png', `${location.protocol}//cdn.example/a.png`],
  ['/boots', `${location.origin}/boots`],
  ['a b"c', new URL('a%20b%22c', document.baseURI).href],
])('follows %s', (url, expected) => {
  expect(safeUrl(url)).toBe(expected);
});

it.each([
  'javascript:alert(1)',
  ' \tjava\nscript:alert(1)',
  'JaVaScRiPt:alert(1)',
  'data:text/html,<script>alert(1)</script>',
  'vbscript:x',
  'blob:null/x',
  'file:///etc/passwd',
  'mailto:a@b.example',
  'https://',
  '',
  undefined,
])('does not follow %j', (url) => {
  expect(safeUrl(url)).toBeUndefined();
});
