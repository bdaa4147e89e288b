import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { bestRows, createWordSearch } from '../core/search/word-search.ts';
import { loadPack } from '../pack/load.ts';
import { encodeWords } from '../pack/words-file.ts';
import { loadWords } from '../pack/words.ts';
import type { BuildReport } from './build.ts';
import { folderReader } from './encode-build.ts';
import { nodeDeflate } from './node-deflate.ts';
import { searchWords } from './search-words.ts';
import { fakeEmbed } from './testing/fake-embed.ts';
import { runCli } from './testing/run-cli.ts';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'vitrine-words-'));
  vi.stubEnv('XDG_CACHE_HOME', join(folder, 'cache'));
  mkdirSync(join(folder, 'model', 'onnx'), { recursive: true });
  for (const path of ['config.json', 'tokenizer.json', 'onnx/model.onnx'])
    writeFileSync(join(folder, 'model', path), '{}');
});
afterEach(() => {
  rmSync(folder, { recursive: true });
  vi.unstubAllEnvs();
});

it('gives a pack words by which a search finds what only a description says', async () => {
  const catalogue = join(folder, 'catalogue.csv');
  writeFileSync(
    catalogue,
    'id,title,description,price\na,Red shoe,Suede with zebra laces,10\nb,Blue shoe,Leather with a zip,20\nc,Hat,Made of felt,5\n',
  );
  const out = join(folder, 'pack');
  const args = ['build', catalogue, '--out', out, '--model', join(folder, 'model'), '--json'];
  const { code, stdout } = await runCli(args, fakeEmbed(8));
  expect(code).toBe(0);
  const { itemBytes, lateBytes } = JSON.parse(stdout) as BuildReport;
  expect(itemBytes.words).toBeGreaterThan(0);
  expect(lateBytes).toBeGreaterThan(0);
  const pack = await loadPack(folderReader(out));
  const items = pack.items.map(({ id, title }) => ({ id, title }));
  const search = createWordSearch(items, (word) => word, await loadWords(folderReader(out), pack.manifest));
  const found = (query: string) => bestRows(search(query).scores, 5).map((row) => items[row]!.id);
  expect(found('zebra')).toEqual(['a']);
  expect(found('leather')).toEqual(['b']);
  expect(found('felt hat')).toEqual(['c']);
  expect(readFileSync(join(out, 'manifest.json'), 'utf8')).toContain('"words"');
});

it('takes at most 60 bytes an item, however little its descriptions have in common', async () => {
  const items = Array.from({ length: 500 }, (_, i) => ({
    id: String(i),
    title: 'Thing',
    description: Array.from({ length: 40 }, (__, j) => `strange${((i * 40 + j) * 7919) % 20011}word`).join(
      ' ',
    ),
  }));
  const file = await encodeWords(await searchWords(items), nodeDeflate);
  expect(file.length).toBeLessThanOrEqual(60 * items.length + 4096);
  expect(file.length).toBeGreaterThan(40 * items.length);
});
