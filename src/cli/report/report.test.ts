import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { MODELS, recommend } from '../../core/ranking/recommend.ts';
import { event, limits } from '../../core/testing/catalogue.ts';
import { createJsScorer } from '../../core/vectors/score.ts';
import { loadPack } from '../../pack/load.ts';
import type { ModelName } from '../../types.ts';
import type { BuildReport } from '../build.ts';
import { folderReader } from '../encode-build.ts';
import { fakeEmbed } from '../testing/fake-embed.ts';
import { runCli } from '../testing/run-cli.ts';
import {
  catalogueCsv,
  dateOf,
  idOf,
  madeShops,
  ordersCsv,
  shopperOf,
  type MadeLine,
  type MadeRow,
  type MadeShop,
} from './testing/made-shop.ts';

const folder = mkdtempSync(join(tmpdir(), 'vitrine-report-'));
const at = (...names: string[]) => join(folder, ...names);
beforeAll(() => {
  mkdirSync(at('model/onnx'), { recursive: true });
  for (const path of ['config.json', 'tokenizer.json', 'onnx/model.onnx'])
    writeFileSync(at('model', path), '{}');
});
afterAll(() => {
  rmSync(folder, { recursive: true });
});

async function buildShop(shop: MadeShop, ...args: readonly string[]): Promise<BuildReport> {
  writeFileSync(at('catalogue.csv'), catalogueCsv(shop));
  writeFileSync(at('orders.csv'), ordersCsv(shop, itemIds(shop)));
  const given = [
    'build',
    at('catalogue.csv'),
    '--orders',
    at('orders.csv'),
    '--model',
    at('model'),
    '--json',
  ];
  const { code, stdout } = await runCli([...given, '--cache', at('cache'), ...args], fakeEmbed(8));
  expect([code, stdout]).toEqual([0, expect.stringContaining('{')]);
  return JSON.parse(stdout) as BuildReport;
}

const of = (rows: readonly MadeRow[], ...kinds: readonly MadeRow['kind'][]) =>
  rows.filter(({ kind }) => kinds.includes(kind));

/** The items of a made catalogue, by id; of rows with one id the later wins, field by field. */
function expectedItems({ rows }: MadeShop) {
  const items = new Map<string, { price?: number; currency?: string; image?: boolean; category?: boolean }>();
  rows.forEach((row, i) => {
    if (!of(rows, 'item', 'no-price', 'range', 'repeat').includes(row)) return;
    const id = idOf(rows, i);
    items.set(id, {
      ...items.get(id),
      ...(row.kind === 'item' && { price: row.price, currency: row.currency }),
      ...(row.kind === 'range' && { price: 5, currency: 'EUR' }),
      ...(row.has.image && { image: true }),
      ...(row.has.category && { category: true }),
    });
  });
  return items;
}

const itemIds = (shop: MadeShop) => [...expectedItems(shop).keys()];

it('the numbers of the catalogue are those that its rows were made with', async () => {
  await fc.assert(
    fc.asyncProperty(madeShops, async (shop) => {
      const report = await buildShop(shop, '--dry-run');
      const { rows } = shop;
      const items = [...expectedItems(shop).values()];
      const number = (...kinds: MadeRow['kind'][]) => of(rows, ...kinds).length;
      expect(report).toMatchObject({
        rows: rows.length,
        entries: rows.length,
        items: items.length,
        merged: number('repeat'),
        skipped: { rows: number('hidden') },
        refused: { rows: number('word', 'no-title', 'no-id') },
        guessed: { rows: number('range') },
      });
      expect(report.entries).toBe(report.items + report.merged + report.skipped.rows + report.refused.rows);
      // Every refused row is listed with its line and its value.
      const lineOf = (kind: MadeRow['kind']) => rows.flatMap((row, i) => (row.kind === kind ? [i + 2] : []));
      const listed = (reason: string) =>
        report.refused.listed.filter((one) => one.reason === reason).map(({ line }) => line);
      expect(listed('has a price that cannot be read: dear')).toEqual(lineOf('word'));
      expect(listed('has no title')).toEqual(lineOf('no-title'));
      expect(listed('has no id')).toEqual(lineOf('no-id'));

      const { facts } = report;
      const without = (is: (item: (typeof items)[number]) => boolean) => items.filter(is).length;
      expect(facts.without).toMatchObject({
        price: without(({ price }) => price === undefined),
        image: without(({ image }) => !image),
        category: without(({ category }) => !category),
      });
      expect(facts.priceZero.items).toBe(without(({ price }) => price === 0));
      for (const currency of ['EUR', 'CHF']) {
        const prices = items
          .flatMap((item) => (item.currency === currency && item.price ? [item.price] : []))
          .sort((a, b) => a - b);
        const found = facts.prices.find((one) => one.currency === currency);
        expect(found?.items ?? 0).toBe(prices.length);
        if (!found) continue;
        expect([found.min, found.max]).toEqual([prices[0], prices.at(-1)]);
        const below = prices.filter((price) => price < found.median).length;
        const above = prices.filter((price) => price > found.median).length;
        expect(Math.max(below, above)).toBeLessThanOrEqual(prices.length / 2);
      }
    }),
    { numRuns: 40 },
  );
}, 120_000);

/** Pairs of items that at least `min` of some sets of items hold. */
function pairsOf(sets: readonly (readonly number[])[], min: number): Set<string> {
  const counts = new Map<string, number>();
  for (const set of sets)
    for (const a of set)
      for (const b of set) if (a < b) counts.set(`${a} ${b}`, (counts.get(`${a} ${b}`) ?? 0) + 1);
  return new Set([...counts].flatMap(([pair, count]) => (count >= min ? [pair] : [])));
}

/** Pairs as strings of two items, as distinct items of a shopper. */
function expectedPairs(shop: MadeShop, known: readonly MadeLine[], count: number) {
  const orders = [...new Set(known.map(({ order }) => order))];
  const itemsIn = (some: readonly MadeLine[]) => [...new Set(some.map(({ item }) => item % count))];
  const shoppers = new Set(orders.flatMap((order) => shopperOf(shop, order) ?? []));
  const ofShopper = (name: string) => orders.filter((order) => shopperOf(shop, order) === name);
  const linesOf = (some: readonly number[]) => known.filter(({ order }) => some.includes(order));
  const baskets = (some: readonly number[]) =>
    pairsOf(
      some.map((order) => itemsIn(linesOf([order]))),
      1,
    );
  const guests = orders.filter((order) => shopperOf(shop, order) === undefined);
  const owners = [
    ...[...shoppers].map(ofShopper),
    ...(shoppers.size > 0 ? [guests] : guests.map((order) => [order])),
  ];
  const together = new Map<string, number>();
  for (const owned of owners)
    for (const pair of baskets(owned)) together.set(pair, (together.get(pair) ?? 0) + 1);
  return {
    together: [...together].flatMap(([pair, shared]) => (shared >= 3 ? [pair] : [])),
    ofShoppers: [
      ...pairsOf(
        [...shoppers].map((name) => itemsIn(linesOf(ofShopper(name)))),
        3,
      ),
    ],
    severals: orders.filter((order) => itemsIn(linesOf([order])).length > 1).length,
    orders,
    shoppers,
  };
}

it('the numbers of the orders are those that their lines were made with', async () => {
  await fc.assert(
    fc.asyncProperty(madeShops, async (shop) => {
      const { orders, items } = await buildShop(shop, '--dry-run');
      if (!orders) throw new Error('orders were given');
      const { lines } = shop;
      const number = (kind: MadeLine['kind']) => lines.filter((line) => line.kind === kind).length;
      const known = lines.filter(({ kind }) => kind === 'known');
      const expected = expectedPairs(shop, known, items);
      expect(orders).toMatchObject({
        linesRead: lines.length,
        lines: known.length,
        unmatched: { lines: number('unknown'), exact: true },
        returned: number('returned'),
        others: 0,
        refused: { rows: number('bad-date') },
        orders: expected.orders.length,
        ordersOfSeveral: expected.severals,
        ordersWithoutShopper: expected.orders.filter((order) => order < shop.nameless).length,
        shoppers: expected.shoppers.size,
        pairsTogether: expected.together.length,
        pairsOfShoppers: expected.ofShoppers.length,
      });
      const { linesRead, unmatched, returned, others, refused } = orders;
      expect(linesRead).toBe(orders.lines + unmatched.lines + returned + others + refused.rows);
      expect(unmatched.most.reduce((sum, one) => sum + one.lines, 0)).toBe(number('unknown'));
      for (const { id, lines: count } of unmatched.most)
        expect(count).toBe(
          lines.filter(({ kind, item }) => kind === 'unknown' && id === `lost-${item}`).length,
        );
      const times = expected.orders.map(dateOf);
      if (times.length > 0)
        expect([orders.first, orders.last]).toEqual([Math.min(...times), Math.max(...times)]);
      const inPairs = (pairs: readonly string[]) => new Set(pairs.flatMap((pair) => pair.split(' '))).size;
      expect(orders.withNeighbours).toMatchObject({
        boughtTogether: inPairs(expected.together),
        alsoViewed: inPairs(expected.ofShoppers),
      });
    }),
    { numRuns: 40 },
  );
}, 120_000);

it('every shelf shows what the report says of it, as a browser ranks it', async () => {
  await fc.assert(
    fc.asyncProperty(madeShops, async (shop) => {
      const report = await buildShop(shop, '--out', at('pack'), '--no-compress', '--repack');
      const catalogue = await loadPack(folderReader(at('pack')));
      const visit = { catalogue, scorer: createJsScorer(catalogue.rows), now: dateOf(60) };
      const shelf = (
        model: ModelName,
        objectIDs: readonly string[] = [],
        events = [] as ReturnType<typeof event>[],
      ) =>
        recommend({ ...visit, events }, { model, objectIDs }, limits({ limit: 100 })).then(
          ({ ranked }) => ranked,
        );
      const said = (model: ModelName) => report.shelves.find((one) => one.model === model)!;
      expect(report.shelves.map(({ model }) => model)).toEqual(MODELS);

      for (const model of ['bought-together', 'also-viewed'] as const) {
        const shelves = await Promise.all(catalogue.items.map(({ id }) => shelf(model, [id])));
        expect(said(model).items, model).toBe(shelves.filter((one) => one.length > 0).length);
      }
      for (const model of ['recommended-for-you', 'trending-items'] as const)
        expect(said(model).items, model).toBe((await shelf(model)).length);
      const all = catalogue.items.map(({ id }) => event('purchase', id));
      expect(said('buy-again').items).toBe((await shelf('buy-again', [], all)).length);
      expect(said('looking-similar')).toMatchObject({ items: 0 });
    }),
    { numRuns: 15 },
  );
}, 120_000);

it('tells of ids that the catalogue lacks which of them it has in another spelling, or left out', async () => {
  writeFileSync(
    at('spelt.csv'),
    'id,title,price,status\n0101,Boots,1,\nAB-2,Shoes,1,\nc,Hat,dear,\nd,Cap,1,draft\n',
  );
  const ordered = ['101', '101', 'ab2', 'c', 'd', 'c', 'lost', '0101', ''];
  const lines = ordered.map((id, i) => `${i},${id},2026-01-01`);
  writeFileSync(at('spelt-orders.csv'), `order_id,item_id,date\n${lines.join('\n')}\n`);
  const given = ['build', at('spelt.csv'), '--orders', at('spelt-orders.csv'), '--model', at('model')];
  const run = (...more: string[]) =>
    runCli([...given, '--dry-run', '--cache', at('cache'), ...more], fakeEmbed(8));
  const { orders } = JSON.parse((await run('--json')).stdout) as BuildReport;
  expect(orders?.unmatched).toMatchObject({
    lines: 8,
    ids: 6,
    leftOut: {
      ids: 2,
      lines: 3,
      most: [
        { id: 'c', lines: 2 },
        { id: 'd', lines: 1 },
      ],
    },
    near: {
      ids: 2,
      lines: 3,
      most: [
        { id: '101', lines: 2, near: '0101' },
        { id: 'ab2', lines: 1, near: 'AB-2' },
      ],
    },
  });
  const { stdout } = await run();
  expect(stdout).toContain('- 89 % of the order lines are of items that the catalogue lacks.');
  expect(stdout).toContain(
    '- bought-together: empty for every item: no order has two items of the catalogue;',
  );
});

it('says without orders what shelves cannot show', async () => {
  writeFileSync(at('alone.csv'), 'id,title\na,Boots\nb,Shoes\n');
  const given = ['build', at('alone.csv'), '--dry-run', '--model', at('model'), '--cache', at('cache')];
  const { stdout } = await runCli(given, fakeEmbed(8));
  expect(stdout).toContain('- bought-together: empty for every item: no orders were given (--orders).');
  expect(stdout).toContain('- trending-items: empty: no orders were given (--orders).');
  expect(stdout).toContain('This was a dry run: a pack with 2 items could be built, and none was written.');
});
