import { spawn } from 'node:child_process';
import { appendFileSync, mkdirSync, mkdtempSync, rmSync, unlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { loadPack } from '../../pack/load.ts';
import { folderReader } from '../encode-build.ts';
import { runCli } from '../testing/run-cli.ts';
import { watch } from './watch.ts';

let folder: string;
const at = (...names: string[]) => join(folder, ...names);
const ends: (() => void)[] = [];

function write(name: string, content: string): void {
  mkdirSync(dirname(at(name)), { recursive: true });
  writeFileSync(at(name), content);
}

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'vitrine-watch-'));
  for (const path of ['config.json', 'tokenizer.json', 'onnx/model.onnx']) write(`model/${path}`, '{}');
});
afterEach(() => {
  for (const end of ends.splice(0)) end();
  rmSync(folder, { recursive: true, force: true });
});

/** Starts a build that watches, in a process of its own. */
function watching(args: readonly string[], delay = 0) {
  const script = fileURLToPath(new URL('../testing/build-as-process.ts', import.meta.url));
  const given = [
    'build',
    ...args,
    '--watch',
    '--no-compress',
    '--model',
    at('model'),
    '--cache',
    at('cache'),
  ];
  const child = spawn(process.execPath, ['--import', 'tsx', script, ...given], {
    env: { ...process.env, VITRINE_TEST_DELAY: String(delay) },
  });
  let told = '';
  child.stderr.on('data', (chunk: Buffer) => (told += chunk.toString()));
  child.stdout.resume();
  const ended = new Promise<number | null>((resolve) => child.on('exit', resolve));
  ends.push(() => child.kill('SIGKILL'));
  const count = (words: string) => told.split(words).length - 1;
  /** Waits until words were told so many times. */
  const heard = async (words: string, times = 1): Promise<void> => {
    for (const until = Date.now() + 60_000; count(words) < times; await sleep(50))
      if (Date.now() > until) throw new Error(`"${words}" was not told ${times} times:\n${told}`);
  };
  return { heard, count, interrupt: () => child.kill('SIGINT'), ended, told: () => told };
}

it('builds once for a file that is written in pieces, and not at all if it is as before in the end', async () => {
  const looks = [
    '1',
    '1',
    '1',
    '2',
    '23',
    '234',
    '234',
    '234',
    '234',
    '9',
    '234',
    '234',
    '234',
    '5',
    '5',
    '5',
  ];
  const stop = new AbortController();
  const told: string[] = [];
  let [seen, built] = ['', 0];
  const watched = {
    stamps: () => {
      const next = looks.shift();
      if (next === undefined) stop.abort();
      seen = next ?? seen;
      return Promise.resolve(new Map([['shop.csv', seen]]));
    },
    rebuild: () => {
      built++;
      return Promise.resolve();
    },
    changed: (paths: readonly string[]) => void told.push(`${paths.join()} ${seen}`),
  };
  await watch(watched, stop.signal, 0);
  expect([built, told]).toEqual([3, ['shop.csv 234', 'shop.csv 5']]);
});

const WATCHING = 'Watching the input files. Ctrl-C ends it.';

async function ids(): Promise<string[]> {
  return (await loadPack(folderReader(at('pack')))).items.map(({ id }) => id).sort();
}

it('builds again on a change, keeps the pack if a build fails, and ends with 0', async () => {
  write('shop.csv', 'id,title\na,Boots\n');
  write('orders.csv', 'order_id,item_id,date\n1,a,2026-01-01\n');
  const { heard, count, interrupt, ended, told } = watching([
    at('shop.csv'),
    ...['--orders', at('orders.csv'), '--out', at('pack')],
  ]);
  await heard(WATCHING);
  expect(await ids()).toEqual(['a']);

  appendFileSync(at('shop.csv'), 'b,Shoes\nc,Hat\n');
  await heard(WATCHING, 2);
  expect(await ids()).toEqual(['a', 'b', 'c']);
  expect(count('Building again.')).toBe(1);
  expect(told()).toContain(`Changed: ${at('shop.csv')}. Building again.`);

  write('shop.csv', 'nothing,of,this\n1,2,3\n');
  await heard(WATCHING, 3);
  expect(told()).toContain(`vitrine: ${at('shop.csv')}: no column for id and title`);
  expect(told()).toContain(`The last pack in ${at('pack')} stays as it is.`);
  expect(await ids()).toEqual(['a', 'b', 'c']);

  unlinkSync(at('shop.csv'));
  await heard(WATCHING, 4);
  expect(told()).toContain(`vitrine: ${at('shop.csv')}: there is no such file`);

  write('shop.csv', 'id,title\nd,Sock\n');
  await heard(WATCHING, 5);
  expect(await ids()).toEqual(['d']);

  appendFileSync(at('orders.csv'), '2,d,2026-01-02\n');
  await heard(WATCHING, 6);
  expect(count('Building again.')).toBe(5);

  interrupt();
  expect(await ended).toBe(0);
  expect(told()).toContain('Stopped.');
}, 120_000);

it('sees new files of a folder and of a pattern, and not what the build itself writes there', async () => {
  write('feeds/a.csv', 'id,title\na,Boots\n');
  write('more/x.csv', 'id,title\nx,Shoes\n');
  const { heard, count, interrupt, ended } = watching([
    ...[at('feeds'), at('more/*.csv'), '--out', at('feeds/pack'), '--report', at('feeds/report.json')],
  ]);
  await heard(WATCHING);
  write('feeds/b.csv', 'id,title\nb,Hat\n');
  await heard(WATCHING, 2);
  write('more/y.csv', 'id,title\ny,Sock\n');
  await heard(WATCHING, 3);
  const { items } = await loadPack(folderReader(at('feeds/pack')));
  expect(items.map(({ id }) => id).sort()).toEqual(['a', 'b', 'x', 'y']);
  await sleep(2500);
  expect(count('Building again.')).toBe(2);
  interrupt();
  expect(await ended).toBe(0);
}, 120_000);

it('waits for a catalogue that is not there yet, and ends at once if it is stopped while it builds', async () => {
  const { heard, interrupt, ended, told } = watching([at('late.csv'), '--out', at('pack')], 20_000);
  await heard(WATCHING);
  expect(told()).toContain('There is no pack yet.');
  write('late.csv', 'id,title\na,Boots\n');
  await heard('Learning from orders and texts');
  await sleep(500);
  const began = Date.now();
  interrupt();
  expect(await ended).toBe(0);
  expect(Date.now() - began).toBeLessThan(5000);
}, 120_000);

it.each([
  [
    'an address',
    ['https://shop.example/feed.xml'],
    'cannot see https://shop.example/feed.xml change: save it to a file',
  ],
  ['standard input', ['-'], 'cannot see standard input change'],
  [
    'orders at an address',
    ['a.csv', '--orders', 'https://shop.example/o.csv'],
    'cannot see https://shop.example/o.csv',
  ],
  ['one share of the catalogue', ['a.csv', '--shard', '0/2'], '--watch cannot be given with --shard'],
])('refuses to watch %s', async (_, args, message) => {
  const { code, stderr } = await runCli(['build', ...args, '--out', at('pack'), '--watch']);
  expect([code, stderr]).toEqual([2, expect.stringContaining(message)]);
});

it('ends with 1 if the first build fails for another reason than its input files', async () => {
  write('shop.csv', 'id,title\na,Boots\n');
  const args = ['build', at('shop.csv'), '--out', at('pack'), '--model', at('none'), '--watch'];
  const { code, stderr } = await runCli(args);
  expect([code, stderr]).toEqual([
    1,
    expect.stringContaining('does not exist: name the folder of a text model'),
  ]);
});
