import { createServer, type RequestListener, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { gzipSync } from 'node:zlib';
import { parquetWriteBuffer } from 'hyparquet-writer';
import { afterAll, afterEach, describe, expect, it, vi } from 'vitest';
import { runCli } from '../testing/run-cli.ts';
import { readCatalogue } from './catalogue.ts';
import { testFolder } from './testing/files.ts';

const files = testFolder();

describe('folders', () => {
  it('are read in the order of names, what is no catalogue passed over and said', async () => {
    files.file('shop/b.csv', 'id,title\nb,B\n');
    files.file('shop/a.json.gz', gzipSync('[{"id":"a","title":"A"}]'));
    files.file('shop/notes.txt', 'nothing of interest\n');
    files.file('shop/.hidden.csv', 'id,title\nx,X\n');
    const { items, files: read } = await readCatalogue([join(files.folder, 'shop')]);
    expect(items.map(({ id }) => id)).toEqual(['a', 'b']);
    expect(read.map(({ passedOver }) => passedOver)).toEqual([
      undefined,
      undefined,
      expect.stringContaining('notes.txt'),
    ]);
    expect(read.map(({ format, rows }) => [format, rows])).toEqual([
      ['json', 1],
      ['csv', 1],
      ['csv', 0],
    ]);
  });
});

describe('patterns', () => {
  it('are the files that match, in the order of their names; a file of that very name comes first', async () => {
    files.file('feeds/b.csv', 'id,title\nb,B\n');
    files.file('feeds/a.csv', 'id,title\na,A\n');
    files.file('feeds/c.txt', 'id,title\nc,C\n');
    files.file('feeds/[a].csv', 'id,title\nd,D\n');
    const read = async (name: string) =>
      (await readCatalogue([join(files.folder, name)])).items.map(({ id }) => id);
    expect(await read('feeds/?.csv')).toEqual(['a', 'b']);
    expect(await read('feeds/[a].csv')).toEqual(['d']);
    await expect(read('feeds/*.xml')).rejects.toThrow('no file is named as in');
  });

  it('and folders leave out the files of a pack', async () => {
    files.file('site/shop.csv', 'id,title\na,A\n');
    files.file('site/pack/manifest.json', '{"format": "vitrine-pack"}');
    files.file('site/pack/items.json', '[{"id": "b", "title": "B"}]');
    const { items } = await readCatalogue([join(files.folder, 'site')]);
    expect(items.map(({ id }) => id)).toEqual(['a']);
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
    expect(asked).toEqual(['/products.json?limit=250', '/products.json?limit=250&page=2']);
    expect(items).toHaveLength(253);
    expect(items[0]!.url).toBe(`${host}/products/h1-0`);
  });

  it('that give the same products on every page, as a static file does, are read once', async () => {
    let asked = 0;
    const host = await serve((_, response) => {
      asked++;
      const products = Array.from({ length: 250 }, (_, i) => ({ id: i, title: 'T', variants: [{ id: i }] }));
      response.setHeader('content-type', 'application/json');
      response.end(JSON.stringify({ products }));
    });
    expect((await readCatalogue([`${host}/products.json`])).items).toHaveLength(250);
    expect(asked).toBe(2);
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
    const { code, stderr } = await runCli(['build', 'http://127.0.0.1:9/feed.xml', '--dry-run', '--json']);
    expect([code, stderr]).toEqual([1, 'vitrine: http://127.0.0.1:9/feed.xml could not be reached\n']);
  });
});
