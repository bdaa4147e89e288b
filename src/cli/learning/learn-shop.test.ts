/** What somebody who keeps every pack of a shop can tell of single orders, from what differs between two packs. */
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
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { seeded } from '../../core/vectors/random.ts';
import type { OrderLine } from '../../learn/histories.ts';
import { build } from '../build.ts';
import { silent } from '../progress.ts';
import { fakeEmbed } from '../testing/fake-embed.ts';
import { weekOf } from './weeks.ts';

const DAY = 24 * 3600 * 1000;
/** A Wednesday. */
const NOW = Date.UTC(2026, 2, 4, 12);
const MONDAY = Date.UTC(2026, 2, 2);
const ITEMS = 40;

const folder = mkdtempSync(join(tmpdir(), 'vitrine-weeks-'));
const at = (...names: string[]) => join(folder, ...names);
beforeAll(() => {
  mkdirSync(at('model/onnx'), { recursive: true });
  for (const path of ['config.json', 'tokenizer.json', 'onnx/model.onnx'])
    writeFileSync(at('model', path), '{}');
  const items = Array.from({ length: ITEMS }, (_, i) => `i${i},word${i} kind${i % 5}`);
  writeFileSync(at('catalogue.csv'), ['id,title', ...items, ''].join('\n'));
});
afterAll(() => {
  rmSync(folder, { recursive: true });
});

/** Shoppers with two orders of one to three items each. */
function ordersOf(name: string, shoppers: number, from: number, to: number): OrderLine[] {
  const random = seeded(name.length + shoppers);
  return Array.from({ length: shoppers }, (_, who) =>
    [0, 1].flatMap((order) => {
      const when = from + Math.floor(((who + order) / (shoppers + 1)) * (to - from));
      return Array.from({ length: 1 + Math.floor(3 * random()) }, () => ({
        shopper: `${name}${who}`,
        order: `${name}${who}-${order}`,
        at: when,
        row: Math.floor((ITEMS + 1) ** random()) - 1,
      }));
    }),
  ).flat();
}

const early = ordersOf('early', 200, NOW - 100 * DAY, MONDAY);
/** One order of five items. */
const victim = (when: number): OrderLine[] =>
  [3, 11, 19, 27, 35].map((row) => ({ shopper: 'victim', order: 'v', at: when, row }));

let builds = 0;
async function packOf(lines: readonly OrderLine[], now: number, previous?: string) {
  const orders = at('orders.csv');
  const rows = lines.map(
    ({ shopper, order, at: when, row }) =>
      `${order},i${row},${new Date(when).toISOString()},${shopper ?? ''}`,
  );
  writeFileSync(orders, ['order_id,item_id,date,customer_id', ...rows, ''].join('\n'));
  const out = at(`pack${builds++}`);
  const options = { catalogues: [at('catalogue.csv')], orders, out, previous, now, model: at('model') };
  const report = await build({ ...options, cache: at('cache'), compress: false }, silent, fakeEmbed(8));
  return { out, orders: report.orders!, files: filesIn(out) };
}

/** The content of each file but the model's, by name. */
function filesIn(out: string) {
  const names = readdirSync(out).filter((name) => name !== 'model' && name !== 'model.wasm');
  return Object.fromEntries(names.map((name) => [name, readFileSync(join(out, name)).toString('base64')]));
}

describe('two packs are equal, byte for byte', () => {
  it('if an order of the current week lies between them', async () => {
    const before = await packOf(early, NOW);
    const after = await packOf([...early, ...victim(NOW - DAY)], NOW + DAY);
    expect(after.files).toEqual(before.files);
    expect(after.orders).toMatchObject({ until: '2026-03-02', waiting: 5, isKept: false });
  });

  it.each([
    ['an order that is entered late', [...early, ...victim(MONDAY - 9 * DAY)]],
    ['an order that is cancelled', early.filter(({ order }) => order !== 'early7-1')],
    ['a shopper who is erased', early.filter(({ shopper }) => shopper !== 'early3')],
    [
      'the orders of a quiet week',
      [...early, ...victim(NOW), ...ordersOf('late', 28, MONDAY, MONDAY + 6 * DAY)],
    ],
  ])('if %s lies between them, and the later continues from the earlier', async (_, lines) => {
    const before = await packOf(early, NOW);
    const [same, after] = [
      await packOf(early, NOW + 7 * DAY, before.out),
      await packOf(lines, NOW + 7 * DAY, before.out),
    ];
    expect(same.files).toEqual(before.files);
    expect(after.files).toEqual(before.files);
    expect(after.orders).toMatchObject({ until: '2026-03-02', isKept: true });
  });
});

it('what is told changes once a week is over and thirty shoppers have ordered, and items change at any time', async () => {
  const before = await packOf(early, NOW);
  const lines = [...early, ...ordersOf('late', 40, MONDAY, MONDAY + 6 * DAY)];
  const sameWeek = await packOf(lines, NOW + DAY, before.out);
  expect(sameWeek.orders).toMatchObject({ until: '2026-03-02', isKept: true });
  const nextWeek = await packOf(lines, NOW + 7 * DAY, before.out);
  expect(nextWeek.orders).toMatchObject({ until: '2026-03-09', isKept: false, waiting: 0 });
  expect(nextWeek.files).not.toEqual(before.files);
});

it('a pack in which other shoppers must share an item is learned anew', async () => {
  const before = await packOf(early, NOW);
  const orders = at('orders.csv');
  const options = {
    catalogues: [at('catalogue.csv')],
    orders,
    previous: before.out,
    now: NOW,
    model: at('model'),
  };
  const report = await build(
    { ...options, dryRun: true, minShoppers: 5, cache: at('cache') },
    silent,
    fakeEmbed(8),
  );
  expect(report.orders).toMatchObject({ minShoppers: 5, isKept: false });
});

it('a shop that is too small for --private is told so, and nothing is written', async () => {
  writeFileSync(
    at('orders.csv'),
    'order_id,item_id,date,customer_id\n1,i1,2026-01-01,a\n1,i2,2026-01-01,a\n',
  );
  const options = {
    catalogues: [at('catalogue.csv')],
    orders: at('orders.csv'),
    out: at('private'),
    now: NOW,
  };
  await expect(
    build({ ...options, private: 3, model: at('model'), cache: at('cache') }, silent, fakeEmbed(8)),
  ).rejects.toThrow(/^--private 3 tells of a pair of items from about \d+ shoppers on, and no pair/);
  expect(existsSync(at('private'))).toBe(false);
});

it('a week begins on Monday in UTC', () => {
  expect(weekOf(NOW)).toBe(MONDAY);
  expect(weekOf(MONDAY)).toBe(MONDAY);
  expect(weekOf(MONDAY - 1)).toBe(MONDAY - 7 * DAY);
});
