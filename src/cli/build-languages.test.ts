import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { randomRows, seeded } from '../core/vectors/random.ts';
import { loadPack } from '../pack/load.ts';
import { runCli } from './testing/run-cli.ts';

let folder: string;
let out: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'vitrine-languages-'));
  out = join(folder, 'packs');
  mkdirSync(join(folder, 'model/onnx'), { recursive: true });
  for (const path of ['config.json', 'tokenizer.json', 'onnx/model.onnx'])
    writeFileSync(join(folder, 'model', path), '{}');
});
afterEach(() => {
  rmSync(folder, { recursive: true });
});

function file(name: string, text: string): string {
  const path = join(folder, name);
  writeFileSync(path, text);
  return path;
}

async function build(files: readonly string[], ...more: string[]) {
  const embed = (_: unknown, texts: readonly string[]) =>
    Promise.resolve({ dim: 8, embeddings: randomRows(texts.length, 8, seeded(1)) });
  const args = ['build', ...files, '--out', out, '--model', join(folder, 'model'), ...more];
  return runCli(args, embed);
}

async function titles(language: string) {
  const read = (name: string) =>
    Promise.resolve(new Uint8Array(readFileSync(join(out, language, name))).buffer);
  const { items } = await loadPack(read);
  return items.map(({ id, title }) => `${id} ${title}`).sort();
}

const BOTH = 'id,title,language\na,Boots,en_GB\na,Stiefel,de\nb,Hat,en-gb\n';

it('builds a pack for each language that the items name, and lists the packs in one file', async () => {
  const { code, stdout } = await build([file('all.csv', BOTH)], '--languages', '--json');
  expect(code).toBe(0);
  expect(JSON.parse(stdout)).toMatchObject({
    default: 'en-GB',
    packs: { 'en-GB': { items: 2 }, de: { items: 1 } },
  });
  expect(JSON.parse(readFileSync(join(out, 'languages.json'), 'utf8'))).toEqual({
    format: 'vitrine-languages',
    version: 1,
    default: 'en-GB',
    packs: { 'en-GB': 'en-GB/manifest.json', de: 'de/manifest.json' },
  });
  expect(await titles('en-GB')).toEqual(['a Boots', 'b Hat']);
  expect(await titles('de')).toEqual(['a Stiefel']);
  expect((await build([file('all.csv', BOTH)], '--languages')).stdout).toContain(
    `Pages in other languages get en-GB. Set data-pack to the address of languages.json in ${out}.`,
  );
  expect(readdirSync(out).sort()).toEqual(['de', 'en-GB', 'languages.json']); // the second build replaced the first
});

it('takes the language of a file, and of items that name none, from the command line', async () => {
  const en = file('en.csv', 'id,title\na,Boots\nb,Hat\n');
  const fr = file('fr.csv', 'id,title\na,Bottes\n');
  const { code, stdout } = await build([en, fr], '--language', 'en', `${fr}=fr`, '--json');
  expect(code).toBe(0);
  expect(Object.keys((JSON.parse(stdout) as { packs: object }).packs)).toEqual(['en', 'fr']);
  expect(await titles('fr')).toEqual(['a Bottes']);
});

it.each([
  [
    'several languages in one pack',
    () => build([file('all.csv', BOTH)]),
    'in several languages (en_GB, de, en-gb): add --languages',
  ],
  [
    'an item without a language',
    () => build([file('x.csv', 'id,title,lang\na,Boots,en\nb,Hat,\n')], '--languages'),
    'item b names no language',
  ],
  [
    'an invalid language in the catalogue',
    () => build([file('x.csv', 'id,title,lang\na,Boots,??\n')], '--languages'),
    '?? is not a language tag',
  ],
  [
    'an invalid language on the command line',
    () => build([file('all.csv', BOTH)], '--language', '!'),
    '! is not a language tag',
  ],
  [
    'a file that is not an argument',
    () => build([file('all.csv', BOTH)], '--language', 'x.csv=en'),
    'names x.csv, which is not among the catalogues',
  ],
  [
    'an id twice in one language',
    () => build([file('x.csv', 'id,title,lang\na,Boots,en\na,Shoes,EN\n')], '--languages'),
    'item a occurs twice in en',
  ],
])('ends with 1 and one sentence on %s, and writes nothing', async (_, work, message) => {
  const { code, stdout, stderr } = await work();
  expect([code, stdout]).toEqual([1, '']);
  expect(stderr).toContain(message);
  expect(stderr.trim().split('\n')).toHaveLength(1);
  expect(existsSync(out)).toBe(false);
});
