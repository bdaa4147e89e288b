import { execFileSync } from 'node:child_process';
import {
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  symlinkSync,
  truncateSync,
  writeFileSync,
} from 'node:fs';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
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
import { imageAddress, imageFolder } from './image-address.ts';
import { readImage } from './read-image.ts';
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
  mkdirSync(join(folder, 'images'));
  await Promise.all([
    drawImage('red.png', '#d01010'),
    drawImage('rose.jpg', '#c82020'),
    drawImage('blue.webp', '#1010d0'),
  ]);
  writeFileSync(join(folder, 'images', 'words.jpg'), 'not an image at all');
});
afterEach(() => {
  server?.close();
  server = undefined;
  vi.unstubAllEnvs();
  rmSync(folder, { recursive: true });
});

function drawImage(name: string, background: string) {
  const blank = { create: { width: 60, height: 40, channels: 3 as const, background } };
  return sharp(blank).toFile(join(folder, 'images', name));
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
    ...['--thumbnails', 'none'],
  ];
  return vitrine(...args, ...more);
}

async function vitrine(...args: string[]) {
  const embed = (_: unknown, texts: readonly string[]) =>
    Promise.resolve({ dim: 8, embeddings: randomRows(texts.length, 8, seeded(1)) });
  const said = await runCli(args, embed);
  return { ...said, report: () => (JSON.parse(said.stdout) as BuildReport).images! };
}

async function imagesOfPack() {
  const read = (name: string) => Promise.resolve(new Uint8Array(readFileSync(join(out, name))).buffer);
  const pack = await loadPack(read);
  return (await loadImages(read, pack.manifest.images!, pack, ordinaryRows)).catalogue;
}

/** Serves the images; if `answer` returns a status, the host answers with it. */
async function host(
  answer: (path: string, headers: Readonly<Record<string, unknown>>) => number | undefined,
) {
  const seen: string[] = [];
  let [open, max] = [0, 0];
  server = createServer((request, response) => {
    const path = request.url!.slice(1);
    seen.push(path);
    max = Math.max(max, ++open);
    setTimeout(() => {
      open--;
      const status = answer(path, request.headers) ?? 200;
      const body = status === 200 ? readFileSync(join(folder, 'images', path.split('?')[0]!)) : '';
      response.writeHead(status, { etag: '"1"' }).end(body);
    }, 20);
  });
  await new Promise<void>((resolve) => server!.listen(0, resolve));
  return { at: `http://localhost:${(server.address() as AddressInfo).port}/`, seen, max: () => max };
}

describe('vitrine build --images', () => {
  it('packs vectors of images, in which similar images are near each other', async () => {
    const given = {
      red: 'images/red.png',
      rose: 'images/rose.jpg',
      blue: '/images/blue.webp',
      none: undefined,
    };
    const { code, report } = await build(given, '--json');
    expect(code).toBe(0);
    expect(report()).toMatchObject({ items: 3, without: 1, cached: 0, refusals: [] });
    const { rows, rowOf } = await imagesOfPack();
    const near = (a: string, b: string) => dotExact(rows, rowOf.get(a)!, dequantise(rows, rowOf.get(b)!));
    expect(near('red', 'rose')).toBeGreaterThan(0.99);
    expect(near('red', 'blue')).toBeLessThan(0.5);
    expect(rowOf.has('none')).toBe(false);
  });

  it('lists each image that cannot be read with the reason, and builds the rest; --strict makes it an error', async () => {
    const given = {
      red: 'images/red.png',
      gone: 'images/gone.png',
      words: 'images/words.jpg',
      dir: 'images',
    };
    const { code, stdout } = await build(given);
    expect(code).toBe(0);
    expect(stdout).toContain('the images of 3 items cannot be read.');
    expect(stdout).toContain(`item gone: ${join(folder, 'images/gone.png')} does not exist`);
    expect(stdout).toContain('words.jpg is not an image that can be decoded');
    expect(stdout).toMatch(/item dir: .* is no ordinary file/);
    rmSync(out, { recursive: true });
    const strict = await build(given, '--strict');
    expect(strict.code).toBe(1);
    expect(strict.stderr).toMatch(
      /^vitrine: 3 images cannot be read, and --strict is given: the first, .*\n$/,
    );
  });

  it('fetches at most eight images at once, and tries again if the host fails', async () => {
    let failures = 1;
    const { at, seen, max } = await host((path) => {
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
    expect(max()).toBeLessThanOrEqual(8);
    expect(max()).toBeGreaterThan(1);
    expect(seen.filter((path) => path === 'rose.jpg')).toHaveLength(2);
  });

  it('computes no vector twice, does not fetch an image that has not changed, and mends a torn cache', async () => {
    const { at } = await host((_, headers) => (headers['if-none-match'] === '"1"' ? 304 : undefined));
    const given = { red: `${at}red.png`, rose: `${at}rose.jpg`, local: 'images/red.png' };
    expect((await build(given, '--json')).report()).toMatchObject({ items: 3 });
    const first = (await imagesOfPack()).rows.data.slice();
    expect((await build(given, '--json')).report()).toMatchObject({ items: 3, cached: 3 });
    expect((await imagesOfPack()).rows.data).toEqual(first);
    const cache = join(folder, 'cache/vitrine/images');
    const vectorFiles = () =>
      readdirSync(cache, { recursive: true })
        .map((name) => join(cache, String(name)))
        .filter((name) => name.endsWith('.vec'));
    const [file] = vectorFiles();
    expect(vectorFiles()).toHaveLength(1);
    const whole = readFileSync(file!);
    const flipped = whole.map((byte, i) => (i === whole.length - 5 ? byte ^ 1 : byte));
    for (const damaged of [whole.subarray(0, -5), flipped]) {
      for (const name of vectorFiles()) rmSync(name);
      writeFileSync(file!, damaged);
      const { cached, ...report } = (await build(given, '--json')).report();
      expect(report).toMatchObject({ items: 3, refusals: [] });
      expect(cached).toBeLessThan(3);
      expect((await imagesOfPack()).rows.data).toEqual(first);
      expect((await build(given, '--json')).report()).toMatchObject({ items: 3, cached: 3 });
    }
  });

  it('finds images by a pattern if the catalogue does not name them', async () => {
    const { code, report } = await build(
      { red: undefined },
      '--image-base',
      join(folder, 'images/{id}.png'),
      '--json',
    );
    expect([code, report().items]).toEqual([0, 1]);
  });

  it('reads no file outside the folder of the catalogue, and none that is not ordinary', async () => {
    writeFileSync(
      join(folder, '..', `${basename(folder)}.png`),
      readFileSync(join(folder, 'images/red.png')),
    );
    symlinkSync('/dev/zero', join(folder, 'images/endless.png'));
    symlinkSync(join(folder, '..', `${basename(folder)}.png`), join(folder, 'images/away.png'));
    execFileSync('mkfifo', [join(folder, 'images/pipe.png')]);
    writeFileSync(join(folder, 'images/huge.png'), '');
    truncateSync(join(folder, 'images/huge.png'), 60e6);
    const outside = 'lies outside the folder of the catalogue; give its folder with --image-base';
    const given = {
      own: 'images/red.png',
      named: `file://${join(folder, 'images/rose.jpg')}`,
      device: 'file:///dev/zero',
      climbs: `../${basename(folder)}.png`,
      absolute: `file://${join(folder, '..', `${basename(folder)}.png`)}`,
      link: 'images/away.png',
      endless: 'images/endless.png',
      pipe: 'images/pipe.png',
      folder: 'images',
      huge: 'images/huge.png',
      odd: 'file://elsewhere/x.png',
    };
    const { code, report } = await build(given, '--json');
    rmSync(join(folder, '..', `${basename(folder)}.png`));
    expect([code, report().items]).toEqual([0, 2]);
    const reasons = Object.fromEntries(report().refusals.map(({ id, reason }) => [id, reason]));
    expect(reasons).toEqual({
      device: outside,
      climbs: outside,
      absolute: outside,
      link: outside,
      endless: outside,
      pipe: 'is no ordinary file',
      folder: 'is no ordinary file',
      huge: 'is too large: 60 MB, the limit is 50 MB',
      odd: 'is an address of no file',
    });
  });

  it('follows no redirect to a private host or a file, and reads no more than 50 MB', async () => {
    const redirect = (to: string) => (_: IncomingMessage, response: ServerResponse) =>
      response.writeHead(302, { location: to }).end();
    server = createServer((request, response) => {
      if (request.url === '/file') redirect('file:///etc/hostname')(request, response);
      else if (request.url === '/round') redirect('/round')(request, response);
      else if (request.url === '/on') redirect('/image')(request, response);
      else if (request.url === '/image') response.end(readFileSync(join(folder, 'images/red.png')));
      else {
        const timer = setInterval(() => response.write(Buffer.alloc(1 << 20)), 1);
        response.on('close', () => {
          clearInterval(timer);
        });
      }
    });
    await new Promise<void>((resolve) => server!.listen(0, resolve));
    const at = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
    const { report } = await build(
      { ok: `${at}/on`, file: `${at}/file`, round: `${at}/round`, endless: `${at}/endless` },
      '--json',
    );
    server.closeAllConnections();
    expect(report().items).toBe(1);
    expect(Object.fromEntries(report().refusals.map(({ id, reason }) => [id, reason]))).toEqual({
      file: 'leads to file:, which is no address of an image',
      round: 'leads on more than 10 times',
      endless: 'is too large: 50 MB, the limit is 50 MB',
    });
    const limits = { folder: undefined, privateHosts: false };
    await expect(readImage(`${at}/image`, limits)).rejects.toThrow('leads to a host that only this network');
  });

  it('reads no file at all for a catalogue from an address', () => {
    const base = 'https://shop.example/feed/';
    expect(() => imageAddress({ id: 'a', image: 'file:///etc/hostname' }, base)).toThrow('is a file, which');
    expect(imageAddress({ id: 'a', image: '/etc/hostname' }, base)).toBe('https://shop.example/etc/hostname');
    expect(imageFolder(base)).toBeUndefined();
    expect(imageFolder('shop/images/{id}.png')).toBe('shop/images');
  });

  it.each([
    ['a catalogue that names no image', () => build({ a: undefined }), 'no item names an image: give the'],
    ['images of which none can be read', () => build({ a: 'x.png' }), 'x.png of item a does not exist'],
    [
      'a host that does not answer',
      () => build({ a: 'http://localhost:1/x.png' }),
      'no image could be read: for example, http://localhost:1/x.png of item a could not be reached',
    ],
    [
      'an image model that does not exist',
      () => build({ a: 'b' }, '--image-model', 'no'),
      'no does not exist: name the folder of an image model',
    ],
    [
      'a folder that is not an image model',
      () => build({ a: 'b' }, '--image-model', folder),
      'it lacks preprocessor_config.json and onnx/model.onnx',
    ],
    [
      'a text model in place of an image model',
      () => {
        writeFileSync(join(folder, 'texts/preprocessor_config.json'), '{"size":4}');
        return build({ red: 'images/red.png' }, '--image-model', join(folder, 'texts'));
      },
      'onnxruntime cannot load the image model',
    ],
  ])('ends with 1 and one sentence on %s', async (_, work, message) => {
    const { code, stdout, stderr } = await work();
    expect([code, stdout]).toEqual([1, '']);
    expect(stderr).toContain(message);
    expect(stderr.trim().split('\n')).toHaveLength(1);
  });

  it('ends with 2 if --images has no --image-model, or --image-model has no --images', async () => {
    const bare = ['build', 'x.csv', '--out', out];
    expect(await vitrine(...bare, '--images')).toMatchObject({ code: 2 });
    expect((await vitrine(...bare, '--image-model', 'x')).stderr).toContain('needs --images');
  });
});
