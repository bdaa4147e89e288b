import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { loadPack } from '../../pack/load.ts';
import { filesOf, parseManifest } from '../../pack/manifest.ts';
import type { BuildReport } from '../build.ts';
import { folderReader } from '../encode-build.ts';
import { runCli } from '../testing/run-cli.ts';
import { fakeEmbed } from '../testing/fake-embed.ts';

const ITEMS = 1200;
let folder: string;
const at = (...names: string[]) => join(folder, ...names);

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'vitrine-budget-'));
  mkdirSync(at('model/onnx'), { recursive: true });
  for (const path of ['config.json', 'tokenizer.json', 'onnx/model.onnx'])
    writeFileSync(at('model', path), '{}');
  const items = Array.from({ length: ITEMS }, (_, i) => `${i},kind${i % 30} thing${i % 307} number${i}`);
  writeFileSync(at('catalogue.csv'), ['id,title', ...items].join('\n'));
  // A shopper who has bought item i buys item i + 1 next.
  const orders = Array.from({ length: 80 }, (_, s) =>
    Array.from(
      { length: 10 },
      (_, step) =>
        `u${s}-${step},${(s % 20) + step},${new Date(Date.UTC(2026, 0, 1 + 10 * step)).toISOString()},u${s}`,
    ),
  );
  writeFileSync(at('orders.csv'), ['order_id,item_id,date,customer_id', ...orders.flat()].join('\n'));
});
afterAll(() => {
  rmSync(folder, { recursive: true });
});

async function build(...args: string[]) {
  const given = [
    'build',
    at('catalogue.csv'),
    '--model',
    at('model'),
    '--cache',
    at('cache'),
    '--no-compress',
  ];
  return runCli([...given, ...args], fakeEmbed(64));
}

/** Bytes of all files that a shelf needs. */
async function bytesOf(pack: string): Promise<number> {
  const text = readFileSync(at(pack, 'manifest.json'), 'utf8');
  const manifest = await parseManifest(text);
  const files = filesOf(manifest).filter(({ file }) => !/^model\/|^projection/.test(file));
  return files.reduce((sum, { bytes }) => sum + bytes, text.length);
}

describe('a budget', () => {
  it.each([130_000, 200_000])('of %i bytes is met, with the best recall that fits', async (budget) => {
    const { stdout } = await build('--out', at('pack'), '--budget', String(budget), '--json', '--repack');
    const { choices, neighbours, recall } = JSON.parse(stdout) as BuildReport;
    expect(await bytesOf('pack')).toBeLessThanOrEqual(budget);
    const taken = choices!.find((choice) => choice.neighbours === neighbours)!;
    const { manifest } = await loadPack(folderReader(at('pack')));
    expect(manifest).toMatchObject({ dim: taken.dim, bits: taken.bits, options: { budget, neighbours } });
    expect(recall).toBeGreaterThan(taken.recall - 0.05);
    for (const { recall: other } of choices!)
      if (taken.recall < 0.98) expect(other).toBeLessThanOrEqual(taken.recall);
  });

  it('keeps its choice, so that the next build can keep files of the pack', async () => {
    const args = ['--out', at('kept'), '--budget', '200000', '--json'];
    const first = JSON.parse((await build(...args)).stdout) as BuildReport;
    const second = JSON.parse((await build(...args)).stdout) as BuildReport;
    expect([first.delta, second.delta]).toEqual([false, true]);
    expect(second.choices).toEqual(first.choices);
    expect((JSON.parse((await build(...args, '--repack')).stdout) as BuildReport).delta).toBe(false);
  });

  it('prints its choices, with their NDCG if there are orders', async () => {
    const { stdout } = await build('--out', at('ranked'), '--orders', at('orders.csv'), '--budget', '300kB');
    expect(stdout).toMatch(/neighbours +dims +bits +bytes +recall@20 +NDCG@10 +cost/);
    expect(stdout).toMatch(/^ +\* +\d+ /m);
  });

  it('that is too small for the fields of the items is refused, with their size', async () => {
    const { code, stderr } = await build('--out', at('none'), '--budget', '10kB');
    expect(code).toBe(1);
    expect(stderr).toContain("the items' fields alone take");
  });

  it.each(['3 apples', '0', '-1MB', ''])('of "%s" is refused as a wrong argument', async (budget) => {
    expect((await build('--out', at('none'), '--budget', budget)).code).toBe(2);
  });
});
