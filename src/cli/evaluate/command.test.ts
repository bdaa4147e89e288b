import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { randomRows, seeded } from '../../core/vectors/random.ts';
import type { EmbedItems } from '../embed.ts';
import { runCli } from '../testing/run-cli.ts';
import type { Evaluation } from './evaluate.ts';

let folder: string;
const at = (name: string) => join(folder, name);

// Shoppers go round a ring of items: a shopper who has bought item i buys item i + 1 next.
const ITEMS = 24;
const SHOPPERS = 60;

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'vitrine-evaluate-'));
  mkdirSync(at('model/onnx'), { recursive: true });
  for (const path of ['config.json', 'tokenizer.json', 'onnx/model.onnx'])
    writeFileSync(at(`model/${path}`), '{}');
  const items = Array.from({ length: ITEMS }, (_, i) => `${i}\tword${i} thing`);
  writeFileSync(at('items.tsv.gz'), gzipSync(['item_id\ttext', ...items].join('\n')));
  const sequences = Array.from({ length: SHOPPERS }, (_, s) => [`u${s}`, ...ring(s, 7)].join(' '));
  writeFileSync(at('ring.txt.gz'), gzipSync(sequences.join('\n') + '\n'));
  writeFileSync(at('few.txt'), 'u 1 2 3\nv 4 5 6\n');

  writeFileSync(
    at('catalogue.csv'),
    ['id,title', ...Array.from({ length: ITEMS }, (_, i) => `${i},Word${i}`)].join('\n'),
  );
  const orders = Array.from({ length: SHOPPERS }, (_, s) =>
    ring(s, 10).map(
      (item, step) =>
        `u${s}-${step},${item},${new Date(Date.UTC(2026, 0, 1 + 10 * step)).toISOString()},u${s}`,
    ),
  );
  writeFileSync(at('orders.csv'), ['order_id,item_id,date,customer_id', ...orders.flat()].join('\n'));
  writeFileSync(at('one-day.csv'), ['order_id,item_id,date', '1,1,2026-01-01', '2,2,2026-01-01'].join('\n'));
});
afterAll(() => {
  rmSync(folder, { recursive: true });
});

const ring = (from: number, length: number) => Array.from({ length }, (_, i) => (from + i) % ITEMS);

const fake: EmbedItems = (_, texts, onDone) => {
  onDone(texts.length);
  return Promise.resolve({ dim: 8, embeddings: randomRows(texts.length, 8, seeded(1)) });
};

async function evaluate(...args: string[]) {
  return runCli(['evaluate', '--model', at('model'), ...args], fake);
}
const sequences = () => ['--items', at('items.tsv.gz'), '--sequences', at('ring.txt.gz')];
const orders = () => ['--catalogue', at('catalogue.csv'), '--orders', at('orders.csv')];

describe('vitrine evaluate', () => {
  it('finds the item that always comes next, and prints one JSON object', async () => {
    const { code, stdout } = await evaluate(
      ...sequences(),
      '--protocol',
      'leave-one-out',
      '--k',
      '1,5',
      '--json',
    );
    expect(code).toBe(0);
    const { protocol, users, items, metrics, intervals, lead } = JSON.parse(stdout) as Evaluation;
    expect([protocol, users, items]).toEqual(['leave-one-out', SHOPPERS, ITEMS]);
    expect(metrics['vitrine']!['hr@5']).toBeGreaterThan(0.9);
    expect(metrics['markov']!['hr@1']).toBe(1); // by construction
    expect(metrics['random']!['hr@5']).toBeLessThan(0.6);
    expect(Object.keys(metrics)).toEqual(
      expect.arrayContaining(['popularity', 'item-knn', 'content only', 'without next']),
    );
    const [low, high] = intervals['vitrine']!['ndcg@5']!;
    expect(low).toBeLessThanOrEqual(metrics['vitrine']!['ndcg@5']!);
    expect(high).toBeGreaterThanOrEqual(metrics['vitrine']!['ndcg@5']!);
    expect(['markov', 'item-knn']).toContain(lead['ndcg@5']!.baseline);
  });

  it('gives the same figures, except times, for the same seed', async () => {
    const figures = async () => {
      const { stdout } = await evaluate(
        ...sequences(),
        '--protocol',
        'leave-one-out',
        '--no-ablation',
        '--json',
      );
      const { metrics, intervals, lead } = JSON.parse(stdout) as Evaluation;
      return { metrics, intervals, lead };
    };
    expect(await figures()).toEqual(await figures());
  });

  it.each(['time-split', 'k-fold'])('evaluates orders by %s, and prints a summary', async (protocol) => {
    const { code, stdout } = await evaluate(...orders(), '--protocol', protocol, '--no-ablation');
    expect(code).toBe(0);
    expect(stdout).toContain(`${protocol}: `);
    expect(stdout).toMatch(/NDCG@20 against the best baseline, [\w -]+: /);
  });

  it('writes a report that needs no other file', async () => {
    const { code } = await evaluate(
      ...sequences(),
      '--protocol',
      'leave-one-out',
      '--report',
      at('report.html'),
    );
    expect(code).toBe(0);
    const page = readFileSync(at('report.html'), 'utf8');
    expect(page.match(/<svg/g)!.length).toBeGreaterThanOrEqual(4);
    expect(page).not.toMatch(/(?:src|href)="(?!#)/);
  });

  it.each([
    [
      'too few shoppers',
      () => [...sequences().slice(0, 3), at('few.txt'), '--protocol', 'leave-one-out'],
      'too few shoppers for leave-one-out',
    ],
    [
      'a missing file',
      () => ['--items', at('no.tsv'), '--sequences', at('few.txt')],
      'no.tsv: there is no such file',
    ],
    ['a missing column', () => [...orders(), '--columns', 'customer=Who'], '--columns names the column Who'],
    ['an unknown field', () => [...orders(), '--columns', 'warehouse=x'], 'unknown field warehouse'],
    [
      'dates that are all the same',
      () => [...orders().slice(0, 3), at('one-day.csv')],
      'all dates are the same',
    ],
    [
      'orders of other items',
      () => ['--catalogue', at('items.tsv.gz'), '--orders', at('few.txt')],
      'no column for order and item and date',
    ],
  ])('ends with 1 and one sentence on %s', async (_, args, message) => {
    const { code, stdout, stderr } = await evaluate(...args());
    expect([code, stdout]).toEqual([1, '']);
    expect(stderr).toContain(message);
    expect(stderr.trim().split('\n').at(-1)).toMatch(/^vitrine: /);
  });

  it.each([
    ['no data', [], 'give --catalogue and --orders, or --items and --sequences'],
    ['an unknown protocol', ['--protocol', 'guess'], 'time-split'],
    ['invalid lengths', ['--k', '5,x'], 'whole numbers from 1 to 100'],
  ])('ends with 2 on %s', async (_, args, message) => {
    const { code, stderr } = await evaluate(...args);
    expect(code).toBe(2);
    expect(stderr).toContain(message);
  });
});
