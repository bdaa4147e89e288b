import { existsSync, mkdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { parquetWriteBuffer } from 'hyparquet-writer';
import { describe, expect, it } from 'vitest';
import type { BuildReport } from '../build.ts';
import { fakeEmbed } from '../testing/fake-embed.ts';
import { runCli } from '../testing/run-cli.ts';
import { testFolder } from './testing/files.ts';

const files = testFolder();
const out = join(files.folder, 'pack');

for (const path of ['config.json', 'tokenizer.json', 'onnx/model.onnx']) files.file(`model/${path}`, '{}');
const model = ['--model', join(files.folder, 'model'), '--cache', join(files.folder, 'cache')];

const dryRun = (...args: string[]) =>
  runCli(['build', ...args, '--dry-run', '--json', ...model], fakeEmbed(8));

/** Parquet of one column whose pages say that they are packed in a way nobody reads any more. */
function lzo(): Uint8Array {
  const bytes = Buffer.from(
    parquetWriteBuffer({
      columnData: [
        { name: 'id', data: ['aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa', 'b'], type: 'STRING' },
      ],
      codec: 'SNAPPY',
    }),
  );
  // In the footer's column metadata, field 4 (codec, i32): a header byte of 0x15, then zigzag 1 = 2; LZO is 3, zigzag 6.
  const at = bytes.lastIndexOf(Buffer.from([0x02, 0x69, 0x64, 0x15, 0x02]));
  expect(at).toBeGreaterThan(0);
  bytes[at + 4] = 6;
  return bytes;
}

describe('vitrine build --dry-run', () => {
  it('reads, reports and writes nothing', async () => {
    const path = files.file(
      'shop.csv',
      'id,title,price,availability\na,A,1,InStock\nb,,2,in_stock\nc,C,x,in_stock\na,A2,1,in_stock\n',
    );
    const orders = files.file(
      'orders.csv',
      'order_id,item_id,date\n1,a,2026-01-01\n2,zzz,2026-01-02\n3,a,never\n',
    );
    const report = join(files.folder, 'report.json');
    const { code, stdout } = await dryRun(path, '--orders', orders, '--report', report);
    expect(code).toBe(0);
    const json = JSON.parse(stdout) as BuildReport;
    expect(json).toMatchObject({
      items: 1,
      rows: 4,
      repaired: { rows: 1 },
      refused: { rows: 2 },
      merged: 1,
      orders: { linesRead: 3, lines: 1, unmatched: { lines: 1, most: [{ id: 'zzz', lines: 1 }] } },
      written: false,
    });
    expect([json.refused.listed, json.orders?.refused.listed]).toEqual([
      [
        { file: path, line: 3, reason: 'has no title' },
        { file: path, line: 4, reason: 'has a price that cannot be read: x' },
      ],
      [{ file: orders, line: 4, reason: 'has a date that cannot be read: never' }],
    ]);
    expect(JSON.parse(readFileSync(report, 'utf8'))).toEqual(json);
    expect(existsSync(out)).toBe(false);
  });

  it('says in words how many of each kind, with the first examples', async () => {
    const rows = Array.from(
      { length: 9 },
      (_, i) => `${i},T,${i % 2 ? 'dear' : i % 4 ? '"1,50 €"' : '5 to 9 €'}`,
    );
    const path = files.file('kinds.csv', `id,title,price\n${rows.join('\n')}\n`);
    const args = ['build', path, '--dry-run', ...model];
    const { stdout } = await runCli(args, fakeEmbed(8));
    const page = stdout.replaceAll(path, 'kinds.csv');
    expect(page.slice(page.indexOf('    rows read'), page.indexOf('## Prices'))).toBe(
      [
        '    rows read                                         9',
        '    = items                                           5',
        '    + merged into the item of another row (same id)   0',
        '    + skipped                                         0',
        '    + refused                                         4',
        '',
        '- kinds.csv: CSV, 9 rows',
        '',
        'Refused: these rows are not in the pack. Mend them and build again.',
        '',
        '    4 x has a price that cannot be read',
        '      kinds.csv:3  dear',
        '      kinds.csv:5  dear',
        '      kinds.csv:7  dear',
        '      kinds.csv:9  dear',
        '',
        'Guessed: these values can be read in two ways. Check the ones below.',
        '',
        '    3 x has a price read as the lower end of a range',
        '      kinds.csv:2  5 to 9 €',
        '      kinds.csv:6  5 to 9 €',
        '      kinds.csv:10  5 to 9 €',
        '',
        '',
      ].join('\n'),
    );
  });

  it('takes the format by name where it is told', async () => {
    const path = files.file('table.data', 'id\ttitle\nb\tB\n');
    expect(JSON.parse((await dryRun(path, '--format', 'tsv')).stdout)).toMatchObject({ items: 1 });
    const { code, stderr } = await dryRun(path, '--format', 'xls');
    expect([code, stderr]).toEqual([2, expect.stringContaining("'xls' is invalid")]);
  });
});

describe('input that is bad ends with 1 and one sentence', () => {
  it.each<[string, () => string[], string]>([
    ['a missing file', () => [join(files.folder, 'no.csv')], 'there is no such file'],
    ['an empty file', () => [files.file('empty.csv', ' \n')], 'is empty'],
    ['a header alone', () => [files.file('header.csv', 'id,title\n')], 'no item could be read'],
    [
      'a web page',
      () => [files.file('feed.csv', '<!DOCTYPE html>\n<html><body>Please log in</body></html>')],
      'is a web page that describes no product',
    ],
    [
      'a gz that is cut',
      () => [files.file('cut.csv.gz', gzipSync(`id,title\n${'a,A\n'.repeat(5000)}`).subarray(0, 60))],
      'its gz packing is cut short',
    ],
    [
      'a gz that is damaged',
      () => [files.file('bad.csv.gz', Buffer.from([0x1f, 0x8b, 8, 0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 9, 9]))],
      'its gz packing is damaged',
    ],
    [
      'XML that is cut',
      () => [files.file('cut.xml', '<rss><channel>\n<item><id>a</id>\n<title>A')],
      'cut.xml:3: not well-formed XML (<title>',
    ],
    [
      'XML that is crossed',
      () => [files.file('crossed.xml', '<rss><channel>\n<item><id>a</item></id></channel></rss>')],
      'crossed.xml:2: not well-formed XML (<id>',
    ],
    [
      'XML without entries',
      () => [files.file('none.xml', '<rss><channel/></rss>')],
      'holds no item and no entry',
    ],
    [
      'JSON that is broken',
      () => [files.file('broken.json', '[\n{"id": "a",\n "title" "A"}]')],
      'broken.json:3: not JSON (',
    ],
    ['JSON that is cut', () => [files.file('cut.json', '{"products": [{"id": 1}')], 'cut.json:1: not JSON ('],
    ['JSON without a list', () => [files.file('no-list.json', '{"a": 1}')], 'holds no array'],
    ['YAML without a list', () => [files.file('no-list.yaml', 'just words\n')], 'is no YAML list'],
    [
      'Parquet of a codec that is not supported',
      () => [files.file('lzo.parquet', lzo())],
      'with the codec LZO, which is not supported',
    ],
    ['Parquet that is cut', () => [files.file('cut.parquet', lzo().subarray(0, 40))], 'is damaged Parquet'],
    ['a zip', () => [files.file('sheet.xlsx', 'PK\u0003\u0004\u0000')], 'is a zip archive'],
    [
      'a picture',
      () => [files.file('a.csv', Buffer.from([0x89, 0x50, 0x4e, 0x47, 13, 10, 26, 10]))],
      'is a picture',
    ],
    ['no text at all', () => [files.file('b.csv', Buffer.from([1, 0, 2, 3, 0, 0, 0, 9, 200]))], 'is no text'],
    [
      'no column for the id',
      () => [files.file('no-id.csv', 'a,title\n1,2\n')],
      'no column for id among a, title',
    ],
    [
      'no column for the title',
      () => [files.file('no-title.csv', 'id,price\n1,2\n')],
      'no column for title among id, price',
    ],
    [
      'orders in place of the catalogue',
      () => [files.file('orders-only.csv', 'order_id,sku,date,quantity\n1,a,2026-01-01,1\n')],
      'these look like orders',
    ],
    [
      'nothing but refused rows',
      () => [files.file('all-bad.csv', 'id,title\n,A\n')],
      '1 of 1 rows refused, for one',
    ],
    [
      'a folder without feeds',
      () => [
        (mkdirSync(join(files.folder, 'void'), { recursive: true }),
        files.file('void/photo.png', 'x'),
        join(files.folder, 'void')),
      ],
      'is a folder without feeds',
    ],
    [
      'a folder of pages without products',
      () => [(files.file('pages/a.html', '<html><p>Hello</p></html>'), join(files.folder, 'pages'))],
      'is a web page that describes no product',
    ],
    [
      'a column that is not there',
      () => [files.file('columns.csv', 'id,title\n1,A\n'), '--columns', 'id=SKU'],
      '--columns names the column SKU',
    ],
    [
      'a report that cannot be written',
      () => [files.file('fine.csv', 'id,title\n1,A\n'), '--report', join(files.folder, 'no/where.json')],
      'cannot be written, since there is no folder',
    ],
    [
      'a report of an unknown form',
      () => [files.file('fine.csv', 'id,title\n1,A\n'), '--report', join(files.folder, 'report.pdf')],
      'has no known ending: name it .html, .md, .txt or .json',
    ],
  ])('%s', async (_, args, message) => {
    const { code, stdout, stderr } = await dryRun(...args());
    expect([code, stderr]).toEqual([1, expect.stringContaining(message)]);
    expect(stderr.trim().split('\n')).toHaveLength(1);
    expect(JSON.parse(stdout)).toMatchObject({
      error: { code: expect.stringMatching(/^bad-(?:catalogue|argument)$/) as string },
    });
  });
});
