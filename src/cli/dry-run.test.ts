import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import type { BuildReport } from './build.ts';
import { fakeEmbed } from './testing/fake-embed.ts';
import { runCli } from './testing/run-cli.ts';

const folder = mkdtempSync(join(tmpdir(), 'vitrine-dry-run-'));
const at = (...names: string[]) => join(folder, ...names);

function write(name: string, content: string): void {
  mkdirSync(dirname(at(name)), { recursive: true });
  writeFileSync(at(name), content);
}

beforeAll(() => {
  for (const path of ['config.json', 'tokenizer.json', 'onnx/model.onnx']) write(`model/${path}`, '{}');
  write('good.csv', 'id,title,price,language\na,Boots,1 EUR,en\nb,Shoes,2 EUR,en\n');
  write('faults.csv', 'id,title,price\na,Boots,1\nb,,2\nc,Hat,dear\nd,Sock,5 - 9 €\n');
  write('languages.csv', 'id,title,language\na,Boots,en\na,Stiefel,de\n');
  write('orders.csv', 'order_id,item_id,date\n1,a,2026-01-01\n1,b,2026-01-01\n2,zzz,2026-01-02\n');
  write('bad-orders.csv', 'order_id,item_id,date\n1,a,never\n');
  write('no-orders.csv', 'a,b\n1,2\n');
  write('empty.csv', '');
  write('page.html', '<html><p>Please log in</p></html>');
  write('thesis/thesis.txt', 'years of work');
  write('file', '');
});
afterAll(() => {
  rmSync(folder, { recursive: true });
});

/** What depends on time, on whether the pack was written, and on what an earlier run has left. */
function lasting(report: object): object {
  const { seconds, titlesPerSecond, embedded, written, out, packs, ...rest } =
    report as Partial<BuildReport> & {
      packs?: Record<string, object>;
    };
  void [seconds, titlesPerSecond, embedded, written, out];
  return {
    ...rest,
    ...(packs && {
      packs: Object.fromEntries(Object.entries(packs).map(([tag, one]) => [tag, lasting(one)])),
    }),
  };
}

const model = ['--model', at('model')];
const given: readonly [string, readonly string[], 0 | 1 | 2][] = [
  ['a good catalogue', [at('good.csv'), ...model], 0],
  ['a good catalogue, if strict', [at('good.csv'), '--strict', ...model], 0],
  ['orders', [at('good.csv'), '--orders', at('orders.csv'), '--strict', ...model], 0],
  ['a catalogue with faults', [at('faults.csv'), ...model], 0],
  ['a catalogue with faults, if strict', [at('faults.csv'), '--strict', ...model], 1],
  ['orders with faults', [at('good.csv'), '--orders', at('bad-orders.csv'), ...model], 0],
  [
    'orders with faults, if strict',
    [at('good.csv'), '--orders', at('bad-orders.csv'), '--strict', ...model],
    1,
  ],
  ['orders without columns', [at('good.csv'), '--orders', at('no-orders.csv'), ...model], 1],
  ['orders that are not there', [at('good.csv'), '--orders', at('none.csv'), ...model], 1],
  ['a catalogue that is not there', [at('none.csv'), ...model], 1],
  ['an empty catalogue', [at('empty.csv'), ...model], 1],
  ['a page in place of a catalogue', [at('page.html'), ...model], 1],
  ['a column that is not there', [at('good.csv'), '--columns', 'id=SKU', ...model], 1],
  ['several languages in one pack', [at('languages.csv'), ...model], 1],
  ['several languages', [at('languages.csv'), '--languages', ...model], 0],
  ['items without a language', [at('faults.csv'), '--languages', ...model], 1],
  ['a model that is not there', [at('good.csv'), '--model', at('none')], 1],
  ['a budget that is too small', [at('good.csv'), '--budget', '50B', ...model], 1],
  ['a folder with other files', [at('good.csv'), '--out', at('thesis'), ...model], 1],
  ['a file in place of the folder', [at('good.csv'), '--out', at('file'), ...model], 1],
  ['a folder below a file', [at('good.csv'), '--out', at('file/pack'), ...model], 1],
  ['a report in no folder', [at('good.csv'), '--report', at('none/report.html'), ...model], 1],
  ['images without a model', [at('good.csv'), '--images', ...model], 2],
  ['an unknown option', [at('good.csv'), '--fast', ...model], 2],
];

it.each(given)('a dry run ends as a build does, and tells the same: %s', async (_, args, code) => {
  const run = (...more: string[]) =>
    runCli(
      ['build', '--out', at('pack'), ...args, '--json', '--no-compress', '--cache', at('cache'), ...more],
      fakeEmbed(8),
    );
  const dry = await run('--dry-run');
  expect(existsSync(at('pack'))).toBe(false);
  const wet = await run();
  expect([dry.code, dry.stderr]).toEqual([wet.code, wet.stderr]);
  expect(dry.code).toBe(code);
  if (code === 0) {
    expect(lasting(JSON.parse(dry.stdout) as object)).toEqual(lasting(JSON.parse(wet.stdout) as object));
    expect(JSON.parse(dry.stdout)).toMatchObject({ written: false });
    expect(JSON.parse(wet.stdout)).toMatchObject({ written: true });
  } else expect(dry.stdout).toBe(wet.stdout);
  rmSync(at('pack'), { recursive: true, force: true });
});

it('a dry run needs no folder for the pack, and writes its report in the form that its name ends with', async () => {
  for (const name of ['report.html', 'report.md', 'report.json']) {
    const args = ['build', at('faults.csv'), '--dry-run', '--report', at(name), ...model];
    const { code, stdout } = await runCli([...args, '--cache', at('cache')], fakeEmbed(8));
    expect([code, stdout]).toEqual([0, expect.stringContaining('This was a dry run')]);
  }
  expect(readFileSync(at('report.html'), 'utf8')).toContain('<h1>Vitrine would build a pack</h1>');
  expect(readFileSync(at('report.md'), 'utf8')).toContain('# Vitrine would build a pack');
  expect(JSON.parse(readFileSync(at('report.json'), 'utf8'))).toMatchObject({ written: false, items: 2 });
});
