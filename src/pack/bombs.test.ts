/** Small files that claim, or unpack to, much more than they are: they must be refused before they cost memory. */
import { createHash } from 'node:crypto';
import { deflateRawSync } from 'node:zlib';
import { expect, it } from 'vitest';
import { noColumns } from '../core/catalogue.ts';
import { randomRows, seeded } from '../core/vectors/random.ts';
import { withDigest } from './digest.ts';
import { encodePack } from './encode.ts';
import { loadPack } from './load.ts';
import type { Manifest } from './manifest.ts';

const ROWS = 64;
const DIM = 8;
type Files = Map<string, Uint8Array<ArrayBuffer>>;

const { files: WHOLE, manifest: MANIFEST } = await encodePack({
  items: Array.from({ length: ROWS }, (_, i) => ({ id: `sku-${i}`, title: `Item ${i}` })),
  dim: DIM,
  embeddings: randomRows(ROWS, DIM, seeded(1)),
  columns: noColumns(ROWS),
  options: {},
});

/** The pack with another manifest, whose digest is right. */
async function withManifest(
  change: (manifest: Manifest) => object,
  files: Files = new Map(WHOLE),
): Promise<Files> {
  const text = JSON.stringify(await withDigest(change(MANIFEST)));
  return files.set('manifest.json', new TextEncoder().encode(text));
}

/** The pack with another first vectors or columns file, whose hash and length are right. */
async function withFile(part: 'vectors' | 'columns', bytes: Uint8Array<ArrayBuffer>): Promise<Files> {
  const entry = {
    file: 'bomb.bin',
    bytes: bytes.length,
    sha256: createHash('sha256').update(bytes).digest('hex'),
  };
  const [first, ...others] = MANIFEST.shards;
  const shards = [{ ...first!, [part]: entry }, ...others];
  return withManifest((manifest) => ({ ...manifest, shards }), new Map(WHOLE).set('bomb.bin', bytes));
}

/** @returns The error's code, and the megabytes by which the process grew at most, looked at every 5 ms. */
async function opening(files: Files): Promise<{ code: string; megabytes: number }> {
  const start = process.memoryUsage.rss();
  let most = start;
  const timer = setInterval(() => (most = Math.max(most, process.memoryUsage.rss())), 5);
  const code = await loadPack((file) => Promise.resolve(files.get(file)!.slice().buffer)).then(
    () => 'loaded',
    (error: { code?: string }) => error.code ?? String(error),
  );
  clearInterval(timer);
  most = Math.max(most, process.memoryUsage.rss());
  return { code, megabytes: (most - start) / 1e6 };
}

const claims = (rows: number, bytes: number) => (manifest: Manifest) => {
  const [first] = manifest.shards;
  const shards = [{ ...first!, rows, items: { ...first!.items, bytes } }];
  return { ...manifest, rows, items: rows, shards };
};
const GIGABYTE = new Uint8Array(deflateRawSync(Buffer.alloc(2 ** 30)));
const vectors = WHOLE.get(MANIFEST.shards[0]!.vectors.file)!;

it.each<[string, () => Promise<Files>]>([
  ['a manifest that claims 1.5e9 rows', () => withManifest(claims(1.5e9, 57_876))],
  ['a manifest that claims 1.5e9 rows and files as long', () => withManifest(claims(1.5e9, 1e11))],
  ['a manifest that claims two million rows in a short file', () => withManifest(claims(2e6, 1e6))],
  [
    'vectors that inflate to a gigabyte',
    () => withFile('vectors', concat(vectors.slice(0, 64 + 4 * DIM), GIGABYTE)),
  ],
  ['columns that inflate to a gigabyte', () => withFile('columns', GIGABYTE)],
])('refuses %s, in less than 100 MB and 2 seconds', async (_, make) => {
  const files = await make();
  const began = performance.now();
  const { code, megabytes } = await opening(files);
  expect(code).toBe('bad-pack');
  expect(megabytes).toBeLessThan(100);
  expect(performance.now() - began).toBeLessThan(2000);
});

it('refuses a manifest that is nested 20,000 deep', async () => {
  const deep = `${'['.repeat(20_000)}${']'.repeat(20_000)}`;
  const text = JSON.stringify(MANIFEST).replace('"options":{}', `"options":{"deep":${deep}}`);
  const files = new Map(WHOLE).set('manifest.json', new TextEncoder().encode(text));
  expect((await opening(files)).code).toBe('bad-pack');
});

it.each([
  ['a step that is no number', () => withFile('vectors', patched(vectors, 64))],
  [
    'a column that is no number',
    () => withFile('columns', new Uint8Array(deflateRawSync(Buffer.alloc(inflatedColumns(), 0xff)))),
  ],
])('refuses %s', async (_, make) => {
  expect((await opening(await make())).code).toBe('bad-pack');
});

function inflatedColumns(): number {
  return 4 * Object.keys(noColumns(0)).length * ROWS;
}

function patched(bytes: Uint8Array<ArrayBuffer>, at: number): Uint8Array<ArrayBuffer> {
  const copy = bytes.slice();
  new DataView(copy.buffer).setFloat32(at, NaN, true);
  return copy;
}

function concat(...parts: readonly Uint8Array[]): Uint8Array<ArrayBuffer> {
  return new Uint8Array(Buffer.concat(parts));
}
