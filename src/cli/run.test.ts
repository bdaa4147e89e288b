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
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { randomRows, seeded } from '../core/vectors/random.ts';
import { loadPack } from '../pack/load.ts';
import type { BuildReport } from './build.ts';
import type { EmbedItems } from './embed.ts';
import { installedRuntime } from '../../models/runtime.ts';
import { runtimePath } from '../model/runtime.ts';
import { runCli } from './testing/run-cli.ts';

let folder: string;
let cache: string;
let catalogue: string;
let model: string;
let out: string;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'vitrine-run-'));
  cache = mkdtempSync(join(tmpdir(), 'vitrine-cache-'));
  vi.stubEnv('XDG_CACHE_HOME', cache);
  catalogue = join(folder, 'catalogue.csv');
  writeFileSync(catalogue, 'id,title,price\na,Boots,1\nb,Hat,x\nc,Sock,3\n');
  model = join(folder, 'model');
  mkdirSync(join(model, 'onnx'), { recursive: true });
  for (const path of ['config.json', 'tokenizer.json', 'onnx/model.onnx'])
    writeFileSync(join(model, path), '{}');
  out = join(folder, 'pack');
});
afterEach(() => {
  rmSync(folder, { recursive: true });
  rmSync(cache, { recursive: true });
  vi.unstubAllEnvs();
});

// Stands in for a text model, which these tests are not about.
const fake: EmbedItems = (_, texts, onDone) => {
  onDone(texts.length);
  return Promise.resolve({ dim: 8, embeddings: randomRows(texts.length, 8, seeded(1)) });
};

async function vitrine(args: readonly string[], embed = fake) {
  return runCli(args, embed);
}

const buildArgs = (...more: string[]) => ['build', catalogue, '--out', out, '--model', model, ...more];

/** Paths of onnxruntime's WebAssembly, which is written beside every model. */
const RUNTIME = (['wasm', 'webgpu'] as const).map((provider) =>
  runtimePath(installedRuntime().version, provider),
);

describe('vitrine build', () => {
  it('writes a pack that loads, and reports it as one JSON object', async () => {
    const orders = join(folder, 'orders.csv');
    writeFileSync(
      orders,
      'order_id,item_id,date\n1,c,2026-01-01\n2,c,2026-01-02\n3,c,2026-01-02\n3,a,2026-01-02\n4,zzz,2026-01-03\n',
    );
    const { code, stdout } = await vitrine(buildArgs('--orders', orders, '--json'));
    expect(code).toBe(0);
    const report = JSON.parse(stdout) as BuildReport;
    expect(report).toMatchObject({
      items: 2,
      refused: { rows: 1 },
      orders: { linesRead: 5, lines: 4, unmatched: { lines: 1, most: [{ id: 'zzz', lines: 1 }] } },
    });
    expect(report.refused.listed).toEqual([
      { file: catalogue, line: 3, reason: 'has a price that cannot be read: x' },
    ]);
    expect(report.files.map(({ name }) => name).sort()).toEqual(filesIn(out));
    const pack = await loadPack((name) =>
      Promise.resolve(new Uint8Array(readFileSync(join(out, name))).buffer),
    );
    expect(pack.items.map(({ id }) => id)).toEqual(['c', 'a']); // the one ordered more comes first
    expect(Object.keys(pack.manifest.model!.files)).toEqual([
      'config.json',
      'tokenizer.json',
      'onnx/model.onnx',
      ...RUNTIME,
    ]);
  });

  it('prints what it did, and the refused rows with their lines', async () => {
    const { code, stdout } = await vitrine(buildArgs());
    expect(code).toBe(0);
    expect(stdout).toContain(`The pack with 2 items is in ${out}.`);
    expect(stdout).toContain(`1 x has a price that cannot be read\n      ${catalogue}:3  x\n`);
  });

  it.each([
    ['a missing catalogue', () => ['build', join(folder, 'no.csv'), '--out', out], 'there is no such file'],
    ['an empty catalogue', () => ['build', emptied(), '--out', out], 'is empty'],
    [
      'a model folder that does not exist',
      () => ['build', catalogue, '--out', out, '--model', join(folder, 'no')],
      'no does not exist: name the folder of a text model',
    ],
    [
      'a folder that is not a model',
      () => ['build', catalogue, '--out', out, '--model', folder],
      'config.json and tokenizer.json',
    ],
    ['a missing orders file', () => buildArgs('--orders', join(folder, 'no.csv')), 'there is no such file'],
    ['a missing column', () => buildArgs('--columns', 'id=SKU'), '--columns names the column SKU'],
    ['a refused row, if strict', () => buildArgs('--strict'), '1 rows refused'],
  ])('ends with 1 and one sentence on %s, and writes nothing', async (_, args, message) => {
    const { code, stdout, stderr } = await vitrine(args());
    expect([code, stdout]).toEqual([1, '']);
    expect(stderr).toContain(message);
    expect(stderr.trim().split('\n')).toHaveLength(1);
    expect(existsSync(out)).toBe(false);
  });

  it.each([
    ['no catalogue', ['build', '--out', 'x'], "missing required argument 'catalogue'"],
    ['no folder to write to', ['build', 'x.csv'], '--out <folder>'],
    [
      'too few shoppers to hide among',
      ['build', 'x.csv', '--out', 'x', '--min-shoppers', '2'],
      'from 3 to 1000',
    ],
    ['an epsilon that hides nobody', ['build', 'x.csv', '--out', 'x', '--private', '50'], 'from 0.1 to 10'],
    ['an unknown option', ['build', 'x.csv', '--out', 'x', '--fast'], "unknown option '--fast'"],
    ['an unknown command', ['bake'], "unknown command 'bake'"],
  ])('ends with 2 on %s', async (_, args, message) => {
    const { code, stderr } = await vitrine(args);
    expect(code).toBe(2);
    expect(stderr).toContain(message);
  });

  it('prints errors as JSON too with --json', async () => {
    const { stdout } = await vitrine(['build', join(folder, 'no.csv'), '--out', out, '--json']);
    expect(JSON.parse(stdout)).toMatchObject({ error: { code: 'bad-catalogue' } });
  });

  it('replaces a pack, and keeps the old one when the new one fails', async () => {
    await vitrine(buildArgs());
    const before = filesIn(out);
    writeFileSync(catalogue, 'id,title\na,Another\n');
    const failing: EmbedItems = () => Promise.reject(new Error('out of memory'));
    await expect(vitrine(buildArgs(), failing)).rejects.toThrow('out of memory');
    expect(filesIn(out)).toEqual(before);
    writeFileSync(catalogue, 'id,title\nz,Only\n');
    expect((await vitrine(buildArgs())).code).toBe(0);
    expect(filesIn(out)).not.toEqual(before);
    expect(readdirSync(folder).sort()).toEqual(['catalogue.csv', 'model', 'pack']); // no temporary folder is left
  });

  it('does not replace a folder that holds other files', async () => {
    mkdirSync(out);
    writeFileSync(join(out, 'thesis.txt'), 'years of work');
    const { code, stderr } = await vitrine(buildArgs());
    expect(code).toBe(1);
    expect(stderr).toContain('holds other files');
    expect(readdirSync(out)).toEqual(['thesis.txt']);
  });

  function emptied(): string {
    writeFileSync(catalogue, '');
    return catalogue;
  }
});

describe('vitrine model', () => {
  it('writes the files that a browser needs', async () => {
    const { code, stdout } = await vitrine(['model', '--model', model, '--out', out]);
    expect(code).toBe(0);
    expect(stdout).toBe(`wrote 5 files of the text model model to ${out}\n`);
    expect(filesIn(out)).toEqual(['config.json', 'onnx/model.onnx', ...RUNTIME, 'tokenizer.json']);
  });

  it('names the files that a folder lacks to be a model', async () => {
    const { code, stderr } = await vitrine(['model', '--model', folder, '--out', out]);
    expect(code).toBe(1);
    expect(stderr).toContain('is not a text model: it lacks');
    expect((await vitrine(['model'])).code).toBe(2);
  });
});

it('prints its version and its help with code 0', async () => {
  expect(await vitrine(['--version'])).toMatchObject({ code: 0, stdout: '1.2.3\n' });
  const help = await vitrine(['build', '--help']);
  expect(help.code).toBe(0);
  expect(help.stdout).toContain('Example:');
});

function filesIn(path: string): string[] {
  return readdirSync(path, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name).slice(path.length + 1))
    .filter((name) => !/\.(br|gz)$/.test(name)) // beside the files, for hosts that can use them
    .sort();
}
