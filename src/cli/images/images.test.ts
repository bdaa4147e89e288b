import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import sharp from 'sharp';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { writeTinyImageModel } from '../../../models/testing/tiny-image-model.ts';
import { ordinaryRows } from '../../core/vectors/quantise.ts';
import { dotExact } from '../../core/vectors/rescore.ts';
import { dequantise } from '../../core/vectors/quantise.ts';
import { loadImages } from '../../pack/image-block.ts';
import { loadPack } from '../../pack/load.ts';
import type { BuildReport } from '../build.ts';
import { runCli } from '../testing/run-cli.ts';
import { randomRows, seeded } from '../../core/vectors/random.ts';

let folder: string;
let model: string;
let out: string;
let server: Server | undefined;

beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'vitrine-images-'));
  vi.stubEnv('XDG_CACHE_HOME', join(folder, 'cache'));
  model = writeTinyImageModel(join(folder, 'tiny'));
  const texts = join(folder, 'texts');
  mkdirSync(join(texts, 'onnx'), { recursive: true });
  for (const path of ['config.json', 'tokenizer.json', 'onnx/model.onnx'])
    writeFileSync(join(texts, path), '{}');
  out = join(folder, 'pack');
  mkdirSync(join(folder, 'pictures'));
  await Promise.all([
    picture('red.png', '#d01010'),
    picture('rose.jpg', '#c82020'),
    picture('blue.webp', '#1010d0'),
  ]);
  writeFileSync(join(folder, 'pictures', 'words.jpg'), 'not a picture at all');
});
afterEach(() => {
  server?.close();
  server = undefined;
  vi.unstubAllEnvs();
  rmSync(folder, { recursive: true });
});

function picture(name: string, background: string) {
  const blank = { create: { width: 60, height: 40, channels: 3 as const, background } };
  return sharp(blank).toFile(join(folder, 'pictures', name));
}

async function build(images: Readonly<Record<string, string | undefined>>, ...more: string[]) {
  const catalogue = join(folder, 'catalogue.json');
  const items = Object.entries(images).map(([id, image]) => ({ id, title: id, image }));
  writeFileSync(catalogue, JSON.stringify(items));
  const args = [
    'build',
    catalogue,
    '--out',
    out,
    '--model',
    join(folder, 'texts'),
    '--images',
    '--image-model',
    model,
  ];
  return vitrine(...args, ...more);
}

async function vitrine(...args: string[]) {
  const embed = (_: unknown, texts: readonly string[]) =>
    Promise.resolve({ dim: 8, embeddings: randomRows(texts.length, 8, seeded(1)) });
  const said = await runCli(args, embed);
  return { ...said, report: () => (JSON.parse(said.stdout) as BuildReport).images! };
}

async function pictures() {
  const read = (name: string) => Promise.resolve(new Uint8Array(readFileSync(join(out, name))).buffer);
  const pack = await loadPack(read);
  return (await loadImages(read, pack.manifest.images!, pack, ordinaryRows)).catalogue;
}

/** Serves the pictures; `answer` may answer itself, and says so. */
async function host(
  answer: (path: string, headers: Readonly<Record<string, unknown>>) => number | undefined,
) {
  const seen: string[] = [];
  let [open, most] = [0, 0];
  server = createServer((request, response) => {
    const path = request.url!.slice(1);
    seen.push(path);
    most = Math.max(most, ++open);
    setTimeout(() => {
      open--;
      const status = answer(path, request.headers) ?? 200;
      const body = status === 200 ? readFileSync(join(folder, 'pictures', path.split('?')[0]!)) : '';
      response.writeHead(status, { etag: '"1"' }).end(body);
    }, 20);
  });
  await new Promise<void>((resolve) => server!.listen(0, resolve));
  return { at: `http://localhost:${(server.address() as AddressInfo).port}/`, seen, most: () => most };
}

describe('vitrine build --images', () => {
  it('gives pictures beside the catalogue vectors: what looks alike is near', async () => {
    const given = {
      red: 'pictures/red.png',
      rose: 'pictures/rose.jpg',
      blue: '/pictures/blue.webp',
      none: undefined,
    };
    const { code, report } = await build(given, '--json');
    expect(code).toBe(0);
    expect(report()).toMatchObject({ items: 3, without: 1, cached: 0, refusals: [] });
    const { rows, rowOf } = await pictures();
    const near = (a: string, b: string) => dotExact(rows, rowOf.get(a)!, dequantise(rows, rowOf.get(b)!));
    expect(near('red', 'rose')).toBeGreaterThan(0.99);
    expect(near('red', 'blue')).toBeLessThan(0.5);
    expect(rowOf.has('none')).toBe(false);
  });

  it('says of each picture that cannot be read why, and builds the rest; --strict does not', async () => {
    const given = {
      red: 'pictures/red.png',
      gone: 'pictures/gone.png',
      words: 'pictures/words.jpg',
      dir: 'pictures',
    };
    const { code, stdout } = await build(given);
    expect(code).toBe(0);
    expect(stdout).toContain('3 pictures refused:');
    expect(stdout).toContain(`${join(folder, 'pictures/gone.png')} of gone there is no such file`);
    expect(stdout).toContain('words.jpg of words is no picture that can be decoded');
    expect(stdout).toContain('of dir cannot be read (EISDIR)');
    rmSync(out, { recursive: true });
    const strict = await build(given, '--strict');
    expect(strict.code).toBe(1);
    expect(strict.stderr).toMatch(/^vitrine: 3 pictures refused, the first .*\n$/);
  });

  it('fetches pictures from their addresses, a bounded number at once, and tries again where the host fails', async () => {
    let failures = 1;
    const { at, seen, most } = await host((path) => {
      if (path === 'blue.webp') return 404;
      return path === 'rose.jpg' && failures-- > 0 ? 503 : undefined;
    });
    const many = Object.fromEntries(Array.from({ length: 24 }, (_, i) => [`red-${i}`, `red.png?${i}`]));
    const { code, report } = await build(
      { ...many, rose: 'rose.jpg', blue: `${at}blue.webp` },
      '--image-base',
      at,
      '--json',
    );
    expect(code).toBe(0);
    expect(report()).toMatchObject({
      items: 25,
      refusals: [{ id: 'blue', address: `${at}blue.webp`, reason: 'answered 404' }],
    });
    expect(most()).toBeLessThanOrEqual(8);
    expect(most()).toBeGreaterThan(1);
    expect(seen.filter((path) => path === 'rose.jpg')).toHaveLength(2);
  });

  it('computes no vector twice, and does not fetch what has not changed', async () => {
    const { at } = await host((_, headers) => (headers['if-none-match'] === '"1"' ? 304 : undefined));
    const given = { red: `${at}red.png`, rose: `${at}rose.jpg`, local: 'pictures/red.png' };
    expect((await build(given, '--json')).report()).toMatchObject({ items: 3 });
    const first = (await pictures()).rows.data.slice();
    expect((await build(given, '--json')).report()).toMatchObject({ items: 3, cached: 3 });
    expect((await pictures()).rows.data).toEqual(first);
    const [file] = readdirSync(join(folder, 'cache/vitrine/images')).filter((name) =>
      name.endsWith('.vectors'),
    );
    const cache = join(folder, 'cache/vitrine/images', file!);
    writeFileSync(cache, readFileSync(cache).subarray(0, -5)); // a build that was killed while it wrote
    expect((await build(given, '--json')).report()).toMatchObject({ items: 3, refusals: [] });
    expect((await pictures()).rows.data).toEqual(first);
  });

  it('finds pictures that the catalogue does not name by a pattern', async () => {
    const { code, report } = await build(
      { red: undefined },
      '--image-base',
      join(folder, 'pictures/{id}.png'),
      '--json',
    );
    expect([code, report().items]).toEqual([0, 1]);
  });

  it.each([
    ['no picture at all', () => build({ a: undefined }), 'no picture could be read: no item names one'],
    ['pictures none of which can be read', () => build({ a: 'x.png' }), 'x.png of a there is no such file'],
    [
      'a host that is not there',
      () => build({ a: 'http://localhost:1/x.png' }),
      'no picture could be read: for one, http://localhost:1/x.png of a could not be reached',
    ],
    [
      'an image model that is not there',
      () => build({ a: 'b' }, '--image-model', 'no'),
      'no such image model directory',
    ],
    [
      'a directory that is no image model',
      () => build({ a: 'b' }, '--image-model', folder),
      'preprocessor_config.json and onnx/model.onnx missing',
    ],
    [
      'a text model in its place',
      () => {
        writeFileSync(join(folder, 'texts/preprocessor_config.json'), '{"size":4}');
        return build({ red: 'pictures/red.png' }, '--image-model', join(folder, 'texts'));
      },
      'onnxruntime cannot load the image model',
    ],
  ])('ends with 1 and one sentence on %s', async (_, work, message) => {
    const { code, stdout, stderr } = await work();
    expect([code, stdout]).toEqual([1, '']);
    expect(stderr).toContain(message);
    expect(stderr.trim().split('\n')).toHaveLength(1);
  });

  it('ends with 2 where the image model is not named, or named in vain', async () => {
    const bare = ['build', 'x.csv', '--out', out];
    expect(await vitrine(...bare, '--images')).toMatchObject({ code: 2 });
    expect((await vitrine(...bare, '--image-base', 'x')).stderr).toContain('are for --images');
  });
});
