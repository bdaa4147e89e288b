import { expect, it } from 'vitest';
import { toHtml, toMarkdown, type Block } from './document.ts';
import { count, money, oneLine, percent, size } from './words.ts';

const page: Block[] = [
  { title: 'A <pack>' },
  { text: 'Done.' },
  { list: ['one', 'two'] },
  { lines: ['1 x wrong', '  a.csv:3  <b>'] },
  {
    table: [
      ['what', 'items', 'means'],
      ['a', '5', 'x'],
      ['bcd', '1,234', ''],
    ],
  },
];

it('is Markdown in which a feed’s text stands as it is, with columns under each other', () => {
  expect(toMarkdown(page)).toBe(
    [
      '# A <pack>',
      '',
      'Done.',
      '',
      '- one',
      '- two',
      '',
      '    1 x wrong',
      '      a.csv:3  <b>',
      '',
      '    what   items   means',
      '    a          5   x',
      '    bcd    1,234',
      '',
    ].join('\n'),
  );
});

it('is HTML in which no text of a feed is markup', () => {
  const html = toHtml(page);
  expect(html).toContain('<title>A &#60;pack&#62;</title>');
  expect(html).toContain('<pre>1 x wrong\n  a.csv:3  &#60;b&#62;</pre>');
  expect(html).toContain('<td>bcd</td><td class="number">1,234</td><td></td>');
});

it('says numbers as people read them', () => {
  expect([count(1, 'item'), count(1234, 'item')]).toEqual(['1 item', '1,234 items']);
  expect([percent(1, 1000), percent(999, 1000), percent(0, 9), percent(9, 9), percent(5, 6)]).toEqual([
    'under 1 %',
    'over 99 %',
    '0 %',
    '100 %',
    '83 %',
  ]);
  expect([money(1299, 'EUR'), money(1299, 'JPY'), money(1.5, 'KWD'), money(1.5, undefined)]).toEqual([
    '1,299.00',
    '1,299',
    '1.500',
    '1.50',
  ]);
  expect([size(812), size(12_340), size(4_200_000)]).toEqual(['812 bytes', '12.3 kB', '4.2 MB']);
});

it('shows a feed’s text on one line, without what a terminal obeys', () => {
  expect(oneLine('a\r\n\u001b[2Jb\u202e')).toBe('a [2Jb');
  expect(oneLine('x'.repeat(200))).toHaveLength(120);
});
