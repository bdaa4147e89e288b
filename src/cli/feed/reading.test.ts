import { existsSync, mkdirSync, readFileSync } from 'node:fs';
import { createServer, type RequestListener, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { gzipSync } from 'node:zlib';
import { parquetWriteBuffer } from 'hyparquet-writer';
import { afterAll, afterEach, describe, expect, it, vi } from 'vitest';
import { run } from '../run.ts';
import { readCatalogue } from './catalogue.ts';
import type { ReadingReport } from './reading-report.ts';
import { testFolder } from './testing/files.ts';

const files = testFolder();
const out = join(files.folder, 'pack');

async function vitrine(...args: string[]) {
  let [stdout, stderr] = ['', ''];
  const io = { out: (text: string) => void (stdout += text), err: (text: string) => void (stderr += text) };
  const code = await run(args, io, '1.2.3');
  return { code, stdout, stderr };
}
const dryRun = (...args: string[]) => vitrine('build', ...args, '--dry-run', '--json');

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
    const json = JSON.parse(stdout) as ReadingReport;
    expect(json).toMatchObject({
      items: 1,
      rows: 4,
      repaired: 2,
      refused: 3,
      merged: 1,
      orderLines: 1,
      unknownOrderLines: 1,
    });
    expect(json.refusals).toEqual([
      { file: path, line: 3, reason: 'has no title' },
      { file: path, line: 4, reason: 'has a price that cannot be read: x' },
      { file: orders, line: 4, reason: 'has a date that cannot be read: never' },
    ]);
    expect(JSON.parse(readFileSync(report, 'utf8'))).toEqual(json);
    expect(existsSync(out)).toBe(false);
  });

  it('says in words how many of each kind, with the first examples', async () => {
    const rows = Array.from({ length: 9 }, (_, i) => `${i},T,${i % 2 ? 'dear' : '"1,50 €"'}`);
    const path = files.file('kinds.csv', `id,title,price\n${rows.join('\n')}\n`);
    const { stdout } = await vitrine('build', path, '--dry-run');
    expect(stdout.replaceAll(path, 'kinds.csv').replace(/[\d.]+ s\n/, '')).toBe(
      [
        '9 rows read: 5 items, 5 repaired, 4 refused, 0 skipped, 0 merged',
        '5 rows repaired:',
        '  5 x has its price read by its spelling',
        '    kinds.csv:2 has its price read by its spelling: 1,50 €',
        '    kinds.csv:4 has its price read by its spelling: 1,50 €',
        '    kinds.csv:6 has its price read by its spelling: 1,50 €',
        '4 rows refused:',
        '  4 x has a price that cannot be read',
        '    kinds.csv:3 has a price that cannot be read: dear',
        '    kinds.csv:5 has a price that cannot be read: dear',
        '    kinds.csv:7 has a price that cannot be read: dear',
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
      '--columns names SKU',
    ],
    [
      'a report that cannot be written',
      () => [files.file('fine.csv', 'id,title\n1,A\n'), '--report', join(files.folder, 'no/where.json')],
      'cannot be written',
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

describe('folders', () => {
  it('are read in the order of names, what is no catalogue passed over and said', async () => {
    files.file('shop/b.csv', 'id,title\nb,B\n');
    files.file('shop/a.json.gz', gzipSync('[{"id":"a","title":"A"}]'));
    files.file('shop/notes.txt', 'nothing of interest\n');
    files.file('shop/.hidden.csv', 'id,title\nx,X\n');
    const { items, skippedKinds, files: read } = await readCatalogue([join(files.folder, 'shop')]);
    expect(items.map(({ id }) => id)).toEqual(['a', 'b']);
    expect(skippedKinds).toEqual({ 'is a file that was passed over': 1 });
    expect(read.map(({ format, rows }) => [format, rows])).toEqual([
      ['json', 1],
      ['csv', 1],
      ['csv', 0],
    ]);
  });
});

describe('standard input', () => {
  afterEach(() => {
    vi.restoreAllMocks();
  });
  const given = (bytes: Uint8Array) =>
    vi
      .spyOn(process, 'stdin', 'get')
      .mockReturnValue(Readable.from([bytes], { objectMode: false }) as unknown as typeof process.stdin);
  it('is read by what it holds, packed or not', async () => {
    given(gzipSync('[{"id":"a","title":"A"}]'));
    expect((await readCatalogue(['-'])).items).toEqual([{ id: 'a', title: 'A' }]);
    given(
      new Uint8Array(
        parquetWriteBuffer({
          columnData: [
            { name: 'id', data: ['p'] },
            { name: 'title', data: ['P'] },
          ],
        }),
      ),
    );
    expect((await readCatalogue(['-'])).items).toEqual([{ id: 'p', title: 'P' }]);
    given(Buffer.from('- id: y\n  title: Y\n'));
    expect((await readCatalogue(['-'], undefined, { format: 'yaml' })).items).toEqual([
      { id: 'y', title: 'Y' },
    ]);
  });
});

describe('addresses', () => {
  const servers: Server[] = [];
  afterAll(() => {
    for (const server of servers) server.closeAllConnections();
    for (const server of servers) server.close();
  });
  async function serve(answer: RequestListener): Promise<string> {
    const server = createServer(answer);
    servers.push(server);
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  }

  it('are fetched through redirects, unpacked, and links made absolute; the size is said', async () => {
    const host = await serve((request, response) => {
      if (request.url === '/feed') response.writeHead(302, { location: '/real.csv.gz' }).end();
      else {
        const bytes = gzipSync('id,title,link\na,A,/a.html\n');
        response
          .writeHead(200, { 'content-type': 'application/gzip', 'content-length': bytes.length })
          .end(bytes);
      }
    });
    const said: string[] = [];
    const { items } = await readCatalogue([`${host}/feed`], undefined, {
      say: (message) => said.push(message),
    });
    expect(items).toEqual([{ id: 'a', title: 'A', url: `${host}/a.html` }]);
    expect(said).toEqual([`Reading ${host}/real.csv.gz, 0.0 MB`]);
  });

  it("are asked for as many pages of Shopify's products.json as there are", async () => {
    const asked: string[] = [];
    const host = await serve((request, response) => {
      asked.push(request.url!);
      const page = Number(new URL(request.url!, 'http://a').searchParams.get('page') ?? 1);
      const count = page === 1 ? 250 : 3;
      const products = Array.from({ length: count }, (_, i) => ({
        id: page * 1000 + i,
        title: 'T',
        handle: `h${page}-${i}`,
        variants: [{ id: 1, sku: '', price: '1' }].map((variant) => ({ ...variant, id: page * 1000 + i })),
      }));
      response.setHeader('content-type', 'application/json');
      response.end(JSON.stringify({ products }));
    });
    const { items } = await readCatalogue([`${host}/products.json`]);
    expect(asked).toEqual(['/products.json?limit=250', '/products.json?page=2&limit=250']);
    expect(items).toHaveLength(253);
    expect(items[0]!.url).toBe(`${host}/products/h1-0`);
  });

  it.each<[string, RequestListener, string]>([
    ['answer 404', (_, response) => response.writeHead(404).end('<html>gone'), 'answered 404 Not Found'],
    ['do not answer', () => undefined, 'did not answer within 0.3 s'],
    [
      'stop in the middle',
      (_, response) => void response.writeHead(200).write('id,title\na,A\n'),
      'did not answer within 0.3 s',
    ],
    [
      'break off',
      (_, response) => {
        response.writeHead(200, { 'content-length': 1000 }).write('id,title\na,A\n');
        setTimeout(() => response.destroy(), 50);
      },
      'broke off',
    ],
    [
      'give a picture',
      (_, response) => response.writeHead(200, { 'content-type': 'image/png' }).end('x'),
      'answered image/png, which is no feed',
    ],
    [
      'give a page',
      (_, response) =>
        response.writeHead(200, { 'content-type': 'text/html' }).end('<!doctype html><p>Log in</p>'),
      'is a web page that describes no product',
    ],
  ])('that %s are an error in words', async (_, answer, message) => {
    const host = await serve(answer);
    await expect(readCatalogue([`${host}/feed.csv`], undefined, { timeout: 300 })).rejects.toMatchObject({
      code: 'bad-catalogue',
      message: expect.stringContaining(message) as string,
    });
  });

  it('that nobody answers at are an error in words', async () => {
    const { code, stderr } = await dryRun('http://127.0.0.1:9/feed.xml');
    expect([code, stderr]).toEqual([1, 'vitrine: http://127.0.0.1:9/feed.xml could not be reached\n']);
  });
});
