import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';

const ITEMS = 24;
const SHOPPERS = 60;

const ids = Array.from({ length: ITEMS }, (_, i) => `sku-${i}`);
const csv = (header: string, rows: readonly string[]) => [header, ...rows, ''].join('\n');

const products = csv(
  'id,title,category,price,availability,language',
  ids.map((id, i) => `${id},Boot number ${i},Boots,${10 + i},in_stock,en`),
);

// Shoppers go round a ring of items, ten orders each: whoever has one takes the next.
const orders = csv(
  'order_id,item_id,date,customer_id',
  Array.from({ length: SHOPPERS }, (_, shopper) =>
    Array.from({ length: 10 }, (_, step) => {
      const date = new Date(Date.UTC(2026, 0, 1 + 10 * step)).toISOString();
      return `${shopper}-${step},${ids[(shopper + step) % ITEMS]!},${date},${shopper}`;
    }),
  ).flat(),
);

const FILES: Readonly<Record<string, string>> = {
  'catalogue.csv': products,
  'products.csv': products,
  'artikel.csv': products,
  'feeds/products.csv': products,
  'en.csv': products,
  'fr.csv': csv('id,title', ['sku-0,Bottes', 'sku-1,Chapeau']),
  'orders.csv': orders,
  'bestellungen.csv': orders,
  'queries.tsv': 'query_id\tquery\n1\tboot 3\n',
  'judgments.tsv': 'query_id\tproduct_id\tgrade\n1\tsku-3\t3\n1\tsku-4\t0\n',
  'supplemental.tsv': 'id\tavailability\n1\tin_stock\n',
  'feed.xml': `<rss><channel><item><g:id xmlns:g="http://base.google.com/ns/1.0">1</g:id><title>Boots</title></item></channel></rss>`,
  'products_export.csv': csv('Handle,Title,Variant SKU,Variant Price,Status', [
    'boots,Boots,sku-0,10,active',
  ]),
  'orders_export.csv': csv('Name,Email,Created at,Lineitem name,Lineitem sku,Lineitem quantity', [
    '#1,a@shop.example,2026-01-01,Boots,sku-0,1',
  ]),
  'wc-product-export.csv': csv('ID,Type,SKU,Name,Regular price', ['1,simple,sku-0,Boots,10']),
  'shop.example/boots.html': `<script type="application/ld+json">{"@type": "Product", "sku": "sku-0", "name": "Boots"}</script>`,
  'vitrine/vitrine.js': '',
  'vitrine/vitrine.css': '',
  'models/e5/config.json': '{}',
  'models/e5/tokenizer.json': '{}',
  'models/e5/onnx/model.onnx': '{}',
};

/** Writes a shop's files, by the names that the docs give them. */
export function writeShop(folder: string): void {
  for (const [name, content] of Object.entries(FILES)) {
    mkdirSync(dirname(join(folder, name)), { recursive: true });
    writeFileSync(join(folder, name), content);
  }
}
