import {
  lstatSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { brotliDecompressSync, gunzipSync } from 'node:zlib';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { seeded } from '../core/vectors/random.ts';
import { checkOut, writePack } from './write-pack.ts';

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
const pack = (...names: string[]) =>
  utf8(JSON.stringify({ format: 'vitrine-pack', files: names.map((file) => ({ file })) }));
const manifest = pack(WORDS, NOISE, MORE);
const there = () =>
  readdirSync(out, { recursive: true })
    .map(String)
    .filter((name) => name.includes('.'))
    .sort();

it('writes compressed variants, if they are smaller, beside the files whose content never changes', async () => {
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

it('compresses new files only', async () => {
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

it('writes no variants without compress, and all of them in the next build with it', async () => {
  const files = new Map([
    [WORDS, words],
    ['manifest.json', pack(WORDS)],
  ]);
  await writePack(out, files, { compress: false });
  expect(there()).toEqual([WORDS, 'manifest.json']);
  await writePack(out, files);
  expect(there()).toEqual([WORDS, `${WORDS}.br`, `${WORDS}.gz`, 'manifest.json']);
});

it('removes what the old manifest names, and nothing else', async () => {
  const site = join(folder, 'site');
  await writePack(
    site,
    new Map([
      [WORDS, words],
      [NOISE, noise],
      ['manifest.json', pack(WORDS, NOISE)],
    ]),
  );
  const others = ['_headers', 'notes.txt', 'sub/kept.txt', 'index-0123456789abcdef.html'];
  mkdirSync(join(site, 'sub'));
  for (const name of others) writeFileSync(join(site, name), name);
  await writePack(
    site,
    new Map([
      [NOISE, noise],
      ['manifest.json', pack(NOISE)],
    ]),
  );
  const left = readdirSync(site, { recursive: true })
    .map(String)
    .filter((name) => name !== 'sub')
    .sort();
  expect(left).toEqual([...others, NOISE, 'manifest.json'].sort());
  for (const name of others) expect(readFileSync(join(site, name), 'utf8')).toBe(name);
});

it('removes nothing outside of its folder, and nothing that is not named by content, whatever a manifest names', async () => {
  const site = join(folder, 'named');
  writeFileSync(join(folder, 'outside-0123456789abcdef.bin'), 'kept');
  mkdirSync(site);
  writeFileSync(join(site, 'index.html'), 'kept');
  writeFileSync(
    join(site, 'manifest.json'),
    pack('../outside-0123456789abcdef.bin', 'index.html', '/etc/x-0123456789abcdef.bin'),
  );
  await writePack(site, new Map([['manifest.json', pack()]]));
  expect(readFileSync(join(folder, 'outside-0123456789abcdef.bin'), 'utf8')).toBe('kept');
  expect(readFileSync(join(site, 'index.html'), 'utf8')).toBe('kept');
});

it('clears away what a build that was killed has left', async () => {
  const site = join(folder, 'killed');
  mkdirSync(site);
  writeFileSync(
    join(site, '.vitrine-build.json'),
    JSON.stringify({ format: 'vitrine-build', files: [WORDS, NOISE] }),
  );
  writeFileSync(join(site, `${WORDS}.unfinished`), 'half');
  writeFileSync(join(site, NOISE), noise);
  await writePack(
    site,
    new Map([
      [MORE, words],
      ['manifest.json', pack(MORE)],
    ]),
    { compress: false },
  );
  expect(readdirSync(site, { recursive: true }).map(String).sort()).toEqual(['de', MORE, 'manifest.json']);
});

it('follows a link, which stays', async () => {
  const [target, link] = [join(folder, 'target'), join(folder, 'link')];
  mkdirSync(target);
  symlinkSync(target, link);
  await writePack(link, new Map([['manifest.json', pack()]]));
  expect(lstatSync(link).isSymbolicLink()).toBe(true);
  expect(readdirSync(target)).toEqual(['manifest.json']);
});

it.each([
  [
    'a web app’s manifest',
    'manifest.json',
    '{"name": "Shop", "icons": []}',
    /holds a manifest.json or languages.json/,
  ],
  ['a manifest that is no JSON', 'manifest.json', 'x', /holds a manifest.json or languages.json/],
  ['other files', 'index.html', '<p>', /holds other files and no pack/],
])('refuses a folder with %s', (_, name, content, message) => {
  const site = mkdtempSync(join(folder, 'other-'));
  writeFileSync(join(site, name), content);
  expect(() => {
    checkOut(site);
  }).toThrow(message);
  expect(readFileSync(join(site, name), 'utf8')).toBe(content);
});
