import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { brotliDecompressSync, gunzipSync } from 'node:zlib';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { seeded } from '../core/vectors/random.ts';
import { writePack } from './write-pack.ts';

let folder = '';
let out = '';
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'vitrine-write-'));
  out = join(folder, 'pack');
});
afterAll(() => {
  rmSync(folder, { recursive: true });
});

const utf8 = (text: string) => new TextEncoder().encode(text);
const random = seeded(1);
const noise = Uint8Array.from({ length: 5000 }, () => random() * 256);
const [WORDS, NOISE, MORE] = [
  'items-0123456789abcdef.json',
  'rows-0123456789abcdef.bin',
  'de/items-fedcba9876543210.json',
];
const words = utf8('boots '.repeat(500));
const manifest = utf8('{"a": 1}'.repeat(100));
const there = () =>
  readdirSync(out, { recursive: true })
    .map(String)
    .filter((name) => name.includes('.'))
    .sort();

it('writes what is smaller compressed beside the files whose content never changes', async () => {
  await writePack(
    out,
    new Map([
      [WORDS, words],
      [NOISE, noise],
      ['manifest.json', manifest],
    ]),
  );
  expect(there()).toEqual([WORDS, `${WORDS}.br`, `${WORDS}.gz`, 'manifest.json', NOISE]);
  expect(brotliDecompressSync(readFileSync(join(out, `${WORDS}.br`)))).toEqual(Buffer.from(words));
  expect(gunzipSync(readFileSync(join(out, `${WORDS}.gz`)))).toEqual(Buffer.from(words));
});

it('compresses what is new, and nothing again', async () => {
  const mark = utf8('as it was');
  writeFileSync(join(out, `${WORDS}.br`), mark);
  await writePack(
    out,
    new Map([
      [WORDS, words],
      [NOISE, noise],
      [MORE, words],
      ['manifest.json', manifest],
    ]),
  );
  expect(there()).toEqual(
    [WORDS, `${WORDS}.br`, `${WORDS}.gz`, MORE, `${MORE}.br`, `${MORE}.gz`, 'manifest.json', NOISE].sort(),
  );
  expect(readFileSync(join(out, `${WORDS}.br`))).toEqual(Buffer.from(mark));
  expect(gunzipSync(readFileSync(join(out, `${MORE}.gz`)))).toEqual(Buffer.from(words));
});

it('compresses all of what an earlier build left as it is, and leaves it so where told', async () => {
  const files = new Map([[WORDS, words]]);
  await writePack(out, files, { compress: false });
  expect(there()).toEqual([WORDS]);
  await writePack(out, files);
  expect(there()).toEqual([WORDS, `${WORDS}.br`, `${WORDS}.gz`]);
});
