import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import sharp from 'sharp';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { randomRows, seeded } from '../../core/vectors/random.ts';
import { readChecked } from '../../pack/load.ts';
import { parseManifest } from '../../pack/manifest.ts';
import { decodeThumbnails, thumbnailFileOf } from '../../pack/thumbnail-file.ts';
import type { BuildReport } from '../build.ts';
import type { EncodedPack } from '../../pack/pack-files.ts';
import { silent } from '../progress.ts';
import { SHORT } from '../report/extent.ts';
import { thumbnailsBlocks } from '../report/thumbnails-blocks.ts';
import { withThumbnails } from './with-thumbnails.ts';
import { runCli } from '../testing/run-cli.ts';

let folder: string;
let out: string;
let server: Server | undefined;

beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'vitrine-thumbnails-'));
  vi.stubEnv('XDG_CACHE_HOME', join(folder, 'cache'));
  out = join(folder, 'pack');
  mkdirSync(join(folder, 'model', 'onnx'), { recursive: true });
  for (const path of ['config.json', 'tokenizer.json', 'onnx/model.onnx'])
    writeFileSync(join(folder, 'model', path), '{}');
  mkdirSync(join(folder, 'images'));
  await Promise.all([
    draw('wide.png', { width: 1000, height: 500 }),
    draw('tall.jpg', { width: 300, height: 600 }),
    draw('small.webp', { width: 40, height: 20 }),
    draw('clear.png', { width: 200, height: 200 }, { r: 0, g: 0, b: 0, alpha: 0 }),
  ]);
  writeFileSync(join(folder, 'images', 'words.jpg'), 'not an image at all');
});
afterEach(() => {
  server?.close();
  server = undefined;
  vi.unstubAllEnvs();
  rmSync(folder, { recursive: true });
});

function draw(
  name: string,
  size: { width: number; height: number },
  background: string | { r: number; g: number; b: number; alpha: number } = '#d01010',
): Promise<unknown> {
  return sharp({ create: { ...size, channels: 4, background } }).toFile(join(folder, 'images', name));
}

const ALL = {
  wide: 'images/wide.png',
  tall: 'images/tall.jpg',
  small: 'images/small.webp',
  clear: 'images/clear.png',
};

async function build(images: Readonly<Record<string, string | undefined>>, ...more: string[]) {
  const catalogue = join(folder, 'catalogue.json');
  const items = Object.entries(images).map(([id, image]) => ({ id, title: id, image }));
  writeFileSync(catalogue, JSON.stringify(items));
  const args = ['build', catalogue, '--out', out, '--model', join(folder, 'model'), ...more];
  const embed = (_: unknown, texts: readonly string[]) =>
    Promise.resolve({ dim: 8, embeddings: randomRows(texts.length, 8, seeded(1)) });
  const said = await runCli(args, embed);
  return { ...said, report: () => (JSON.parse(said.stdout) as BuildReport).thumbnails };
}

const read = (name: string) => Promise.resolve(new Uint8Array(readFileSync(join(out, name))).buffer);
const manifest = async () => parseManifest(new TextDecoder().decode(await read('manifest.json')));

/** The thumbnails of the pack, decoded: sides, and the colour of the middle. */
async function thumbnails() {
  const { mode, files } = (await manifest()).thumbnails!;
  const found = new Map<string, readonly [number, number, string]>();
  for (const [number, file] of files.entries())
    for (const [id, bytes] of decodeThumbnails(await readChecked(read, file), mode === 'blurred')) {
      expect(thumbnailFileOf(id, files.length)).toBe(number);
      if (mode === 'blurred') found.set(id, [bytes.length, 0, '']);
      else found.set(id, await describeImage(bytes));
    }
  return found;
}

async function describeImage(bytes: Uint8Array) {
  const { data, info } = await sharp(bytes).raw().toBuffer({ resolveWithObject: true });
  const middle = info.channels * (info.width * (info.height >> 1) + (info.width >> 1));
  const [r = 0, g = 0] = data.subarray(middle);
  return [info.width, info.height, r > 180 && g < 60 ? 'red' : r > 240 ? 'white' : 'other'] as const;
}

async function host(answer: (path: string) => number = () => 200) {
  const seen: string[] = [];
  server = createServer((request, response) => {
    const path = request.url!.slice(1);
    const isKnown =
      request.headers['if-none-match'] === '"1"' || request.headers['if-modified-since'] !== undefined;
    seen.push(`${path}${isKnown ? ' again' : ''}`);
    const status = isKnown ? 304 : answer(path);
    const validator: Record<string, string> = path.startsWith('tall')
      ? { 'last-modified': 'Tue, 03 Nov 2026 10:00:00 GMT' }
      : { etag: '"1"' };
    response.writeHead(status, validator);
    response.end(status === 200 ? readFileSync(join(folder, 'images', path)) : undefined);
  });
  await new Promise<void>((resolve) => server!.listen(0, resolve));
  return { at: `http://localhost:${(server.address() as AddressInfo).port}/`, seen };
}

describe('vitrine build --thumbnails', () => {
  it('puts small images into the pack that keep their shape, upright and on white', async () => {
    const { stdout, code, report } = await build(ALL, '--json');
    expect(code, stdout).toBe(0);
    expect(report()).toMatchObject({ mode: 'pack', items: 4, without: 0, refusals: [], size: 256, files: 1 });
    const found = await thumbnails();
    expect(Object.fromEntries(found)).toEqual({
      wide: [256, 128, 'red'],
      tall: [128, 256, 'red'],
      small: [40, 20, 'red'],
      clear: [200, 200, 'white'],
    });
  });

  it.each([
    ['mixed', 96],
    ['blurred', 0],
  ])('makes them for the mode %s, and the pack says so', async (mode, size) => {
    const { report } = await build(ALL, '--thumbnails', mode, '--json');
    expect(report()).toMatchObject({ mode, items: 4, size });
    expect((await manifest()).thumbnails).toMatchObject({ mode, items: 4, size });
    const found = await thumbnails();
    expect(found.get('wide')).toEqual(mode === 'mixed' ? [96, 48, 'red'] : [expect.any(Number), 0, '']);
    for (const [bytes] of mode === 'blurred' ? found.values() : []) expect(bytes).toBeLessThanOrEqual(25);
  });

  it('gives an item whose image cannot be read none, and says why', async () => {
    const { stdout } = await build({
      ...ALL,
      words: 'images/words.jpg',
      gone: 'images/gone.png',
      bare: undefined,
    });
    expect(stdout).toContain('4 items have a thumbnail of 256 pixels');
    expect(stdout).toContain('1 item names no image; the images of 2 items cannot be read');
    expect(stdout).toMatch(/item words: .*words\.jpg is not an image that can be decoded/);
    expect(stdout).toMatch(/item gone: .*gone\.png does not exist/);
    expect([...(await thumbnails()).keys()].sort()).toEqual(['clear', 'small', 'tall', 'wide']);
  });

  it('gives up if the first images cannot be read, and says what showing images tells', async () => {
    const images = Object.fromEntries(
      Array.from({ length: 50 }, (_, i) => [`i${i}`, `https://cdn.shop.example/${i}.jpg`]),
    );
    const { stdout, code } = await build(images);
    expect(code).toBe(0);
    expect(stdout).toContain('The first images cannot be read, so the pack has no thumbnails.');
    expect(stdout).toContain('from the host that the catalogue names, which learns from that');
    expect((await manifest()).thumbnails).toBeUndefined();
  });

  it('says nothing of images if the catalogue names none', async () => {
    const { stdout } = await build({ a: undefined, b: undefined });
    expect(stdout).not.toContain('Images on cards');
  });

  it('reads no image if so many cannot fit, and names the way for large catalogues', async () => {
    const { at, seen } = await host();
    const items = Array.from({ length: 7600 }, (_, i) => ({
      id: `i${i}`,
      title: '',
      image: `small.webp?${i}`,
    }));
    const { report } = await withThumbnails({} as EncodedPack, items, { choice: 'auto', base: at }, silent);
    expect(report).toMatchObject({ mode: 'none', reason: 'large' });
    expect(JSON.stringify(thumbnailsBlocks(report, SHORT))).toContain('--thumbnails mixed');
    expect(seen).toEqual([]);
  });

  it('fails if thumbnails were asked for and none can be made, or with --strict any', async () => {
    const none = await build({ words: 'images/words.jpg' }, '--thumbnails', 'pack');
    expect([none.code, none.stderr]).toEqual([1, expect.stringContaining('no image could be read')]);
    const strict = await build({ ...ALL, words: 'images/words.jpg' }, '--thumbnails', 'pack', '--strict');
    expect([strict.code, strict.stderr]).toEqual([1, expect.stringContaining('1 images cannot be read')]);
  });

  it('makes nothing twice: a host is asked only whether an image has changed, and the pack is the same', async () => {
    const { at, seen } = await host();
    const images = { wide: 'wide.png', tall: 'tall.jpg' };
    const more = ['--thumbnails', 'pack', '--image-base', at, '--json'];
    await build(images, ...more);
    const first = readFileSync(join(out, 'manifest.json'), 'utf8');
    seen.length = 0;
    const { report } = await build(images, ...more);
    expect(seen.sort()).toEqual(['tall.jpg again', 'wide.png again']);
    expect(report()).toMatchObject({ items: 2, cached: 2 });
    expect(readFileSync(join(out, 'manifest.json'), 'utf8')).toBe(first);
  });

  it('follows no image of a public feed to a private host', async () => {
    const { at, seen } = await host();
    const { stdout } = await build(
      { wide: `${at}wide.png` },
      '--thumbnails',
      'auto',
      '--image-base',
      'https://feeds.shop.example/',
    );
    expect(stdout).toContain('leads to a host that only this network can reach');
    expect(seen).toEqual([]);
  });
});
