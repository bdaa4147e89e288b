import fc from 'fast-check';
import { expect, it } from 'vitest';
import { hasMarkup, plainText } from './plain-text.ts';

it.each([
  ['<style>p{}</style><p>A &amp; B<br>C&nbsp;&#x;</p>', 'A & B C &#x;'],
  ['<ul><li>One</li><li>Two</li></ul><script>alert(1)', 'One Two'],
  ['Caf&eacute; &#233;&#xE9; &euro;5 &ndash; &Uuml;', 'Café éé €5 – Ü'],
  ['&lt;p&gt;twice&lt;/p&gt;', 'twice'],
  ['5 < 6 and 7 > 3', '5 < 6 and 7 > 3'],
  ['a <!-- hidden --> b', 'a b'],
  ['a&#55296;b&#57343;c&#xD7FF;&#xE000;', 'a b c\ud7ff\ue000'],
  ['&#x10FFFF;', '\u{10ffff}'],
  ['&EURO; &Auml; &auml;', '€ Ä ä'],
  ['&constructor; &nosuch; &#1114112;', '&constructor; &nosuch;'],
])('reads %s as %s', (html, text) => {
  expect(plainText(html)).toBe(text);
});

it('leaves text without markup as it is', () => {
  fc.assert(fc.property(fc.string(), (text) => typeof plainText(text) === 'string'));
  expect(hasMarkup('AT&T < 5 & more')).toBe(false);
});

it('is fast with tags that are never closed', { tags: ['slow'] }, () => {
  const began = performance.now();
  plainText('<script'.repeat(20_000));
  plainText('<!--'.repeat(20_000));
  expect(performance.now() - began).toBeLessThan(2000);
});
