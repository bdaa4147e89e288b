import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { products } from '../products/index.ts';
import { csv } from './csv.ts';
import { draw } from './draw.ts';
import { makeOrders } from './made-orders.ts';

/** The files of a shop, as its owner would give them. */
export interface ShopFiles {
  readonly catalogue: string;
  readonly orders: string;
}

/** Writes the made-up shop's catalogue, orders and images into a folder. */
export async function writeMadeShop(folder: string): Promise<ShopFiles> {
  const files = { catalogue: join(folder, 'catalogue.csv'), orders: join(folder, 'orders.csv') };
  await mkdir(join(folder, 'images'), { recursive: true });
  await writeFile(files.catalogue, catalogueCsv());
  await writeFile(files.orders, ordersCsv());
  for (const product of products)
    await writeFile(join(folder, 'images', `${product.id}.webp`), await draw(product));
  return files;
}

function catalogueCsv(): string {
  const header =
    'id,title,description,category,brand,price,sale_price,currency,image_link,availability,item_group_id,color,rating,review_count,custom_label_0';
  return csv(
    header.split(','),
    products.map((product) => [
      product.id,
      product.title,
      product.description,
      product.category,
      product.brand,
      product.price,
      product.salePrice ?? '',
      'EUR',
      `images/${product.id}.webp`,
      product.inStock ? 'in_stock' : 'out_of_stock',
      product.group ?? '',
      product.colour ?? '',
      product.rating,
      product.reviews,
      product.label ?? '',
    ]),
  );
}

function ordersCsv(): string {
  const lines = makeOrders(products).map(({ order, customer, item, date }) => [order, customer, item, date]);
  return csv(['order_id', 'customer_id', 'item_id', 'date'], lines);
}
