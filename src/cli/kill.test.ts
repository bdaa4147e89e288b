import { spawn } from 'node:child_process';
import { createHash } from 'node:crypto';
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { seeded } from '../core/vectors/random.ts';
import { loadPack } from '../pack/load.ts';
import { folderReader } from './encode-build.ts';

/** Number of times that a build is killed before it may end. */
const KILLS = 5;
const ITEMS = 4000;

let folder: string;
const at = (...names: string[]) => join(folder, ...names);

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'vitrine-kill-'));
  mkdirSync(at('model/onnx'), { recursive: true });
  for (const path of ['config.json', 'tokenizer.json', 'onnx/model.onnx'])
    writeFileSync(at('model', path), '{}');
  writeFileSync(
    at('catalogue.csv'),
    [
      'id,title',
      ...Array.from({ length: ITEMS }, (_, i) => `sku-${i},kind${i % 40} thing${i % 611} number${i}`),
    ].join('\n'),
  );
});
afterEach(() => {
  rmSync(folder, { recursive: true });
});

/** Runs a build in another process. @param killAfter Milliseconds until the process is killed with SIGKILL. */
function build(out: string, cache: string, killAfter?: number): Promise<number | null> {
  const script = fileURLToPath(new URL('testing/build-slowly.ts', import.meta.url));
  const args = ['build', at('catalogue.csv'), '--model', at('model'), '--out', at(out), '--cache', at(cache)];
  const child = spawn(process.execPath, ['--import', 'tsx', script, ...args, '--json'], { stdio: 'inherit' });
  const timer = killAfter === undefined ? undefined : setTimeout(() => child.kill('SIGKILL'), killAfter);
  return new Promise((resolve) => {
    child.on('exit', (code) => {
      clearTimeout(timer);
      resolve(code);
    });
  });
}

function contents(pack: string): Record<string, string> {
  const entries = readdirSync(at(pack), { recursive: true, withFileTypes: true }).filter((entry) =>
    entry.isFile(),
  );
  const paths = entries.map((entry) => join(entry.parentPath, entry.name)).sort();
  return Object.fromEntries(
    paths.map((path) => [
      path.slice(at(pack).length),
      createHash('sha256').update(readFileSync(path)).digest('hex'),
    ]),
  );
}

it('a build that is killed at random moments and started again makes the same pack as one that is not', async () => {
  const began = Date.now();
  expect(await build('whole', 'cache-of-whole')).toBe(0);
  const usual = Date.now() - began;
  const random = seeded(Number(process.env['VITRINE_SEED'] ?? Date.now() % 1e6));
  let killed = 0;
  for (let round = 0; round < KILLS; round++) {
    // One kill in each fifth of a build's time, the first ones early: a resumed build takes less time than a whole one.
    const after = ((round + random()) / KILLS) * usual;
    if ((await build('pack', 'cache', after)) === null) killed++;
    // The folder has a whole pack or none.
    const found = await loadPack(folderReader(at('pack'))).then(
      ({ items }) => items.length,
      (error: { code?: string }) => error.code,
    );
    expect([ITEMS, 'ENOENT']).toContain(found);
  }
  expect(await build('pack', 'cache')).toBe(0);
  expect(contents('pack')).toEqual(contents('whole'));
  expect(killed).toBeGreaterThan(0);
}, 120_000);
