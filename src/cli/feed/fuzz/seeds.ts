import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { gunzipSync } from 'node:zlib';
import { seeded } from '../../../core/vectors/random.ts';
import type { Item } from '../../../types.ts';
import { ods, xlsx } from '../testing/spreadsheets.ts';
import { WRITERS } from '../testing/writers.ts';

/** A valid small feed that is damaged in a thousand ways. */
export interface Seed {
  readonly name: string;
  readonly bytes: Buffer;
  /** Of each product a word that stands in all of its fields and nowhere else; empty if the feed is somebody else's. */
  readonly markers: readonly string[];
  /** Whether each line below the first is a product. */
  readonly isLines: boolean;
}

const PRODUCTS = 12;
const random = seeded(7);
const MARKERS = Array.from({ length: PRODUCTS }, () => `m${Math.floor(random() * 2 ** 40).toString(36)}q`);

const ITEMS: readonly Item[] = MARKERS.map((marker, i) => ({
  id: marker,
  title: i % 3 === 0 ? `Stool, ${marker} "oak"` : `Stühle ${marker}`,
  description: `A text of ${marker}; it has ${i} words`,
  category: `Seats ${marker}`,
  brand: `Nord ${marker}`,
  price: 10 + i,
  currency: 'EUR',
  image: `https://img.example/${marker}.jpg`,
  url: `https://shop.example/${marker}`,
  group: `group-${marker}`,
  availability: 'in_stock',
}));

const cell = (text: string) => (/[",\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text);
const csv = (rows: readonly (readonly string[])[]) =>
  `${rows.map((row) => row.map(cell).join(',')).join('\n')}\n`;
const tsv = (rows: readonly (readonly string[])[]) => `${rows.map((row) => row.join('\t')).join('\n')}\n`;
const two = <Row>(make: (marker: string, size: string) => Row) =>
  MARKERS.flatMap((marker) => ['S', 'M'].map((size) => make(marker, size)));

/** Platforms' tables with two variants of each product. */
const TABLES: Readonly<Record<string, () => string>> = {
  'shopify.csv': () =>
    csv([
      [
        'Handle',
        'Title',
        'Body (HTML)',
        'Vendor',
        'Type',
        'Published',
        'Option1 Name',
        'Option1 Value',
        'Variant SKU',
        'Variant Price',
        'Image Src',
      ],
      ...two((marker, size) => [
        marker,
        size === 'S' ? `Shirt ${marker}` : '',
        `Text ${marker}`,
        `Nord ${marker}`,
        `Shirts ${marker}`,
        'true',
        'Size',
        size,
        `${marker}-${size}`,
        '12.50',
        `https://img.example/${marker}.jpg`,
      ]),
    ]),
  'woocommerce.csv': () =>
    csv([
      [
        'ID',
        'Type',
        'SKU',
        'Name',
        'Published',
        'Visibility in catalog',
        'Description',
        'In stock?',
        'Regular price',
        'Categories',
        'Images',
        'Parent',
      ],
      ...MARKERS.map((marker, i) => [
        String(i + 1),
        'simple',
        marker,
        `Stool ${marker}`,
        '1',
        'visible',
        `Text ${marker}`,
        '1',
        '12.50',
        `Seats ${marker}`,
        `https://img.example/${marker}.jpg`,
        '',
      ]),
    ]),
  'amazon.txt': () =>
    tsv([
      [
        'item-name',
        'item-description',
        'seller-sku',
        'price',
        'quantity',
        'image-url',
        'item-is-marketplace',
        'asin1',
        'status',
      ],
      ...MARKERS.map((marker) => [
        `Stool ${marker}`,
        `Text ${marker}`,
        marker,
        '12.50',
        '3',
        `https://img.example/${marker}.jpg`,
        'y',
        `B${marker}`,
        'Active',
      ]),
    ]),
  'dump.tsv': () =>
    tsv([
      ['id', 'title', 'description', 'brand', 'price'],
      ...MARKERS.map((marker, i) => [
        marker,
        `Stool ${marker}`,
        i % 2 === 0 ? '\\N' : `Text\\t${marker}\\\\`,
        `Nord ${marker}`,
        '12.50',
      ]),
    ]),
  'google.tsv': () =>
    tsv([
      ['id', 'title', 'description', 'link', 'image_link', 'price', 'availability', 'brand', 'product_type'],
      ...MARKERS.map((marker) => [
        marker,
        `Stool ${marker}`,
        `Text ${marker}`,
        `https://shop.example/${marker}`,
        `https://img.example/${marker}.jpg`,
        '12.50 EUR',
        'in stock',
        `Nord ${marker}`,
        `Seats > ${marker}`,
      ]),
    ]),
  'lists.json': () =>
    JSON.stringify([
      ['id', 'title', 'brand', 'price'],
      ...MARKERS.map((marker) => [marker, `Stool ${marker}`, `Nord ${marker}`, 12.5]),
    ]),
  'keyed.json': () =>
    JSON.stringify(
      {
        products: Object.fromEntries(
          MARKERS.map((marker) => [marker, { title: `Stool ${marker}`, brand: `Nord ${marker}` }]),
        ),
      },
      null,
      1,
    ),
  'magento.csv': () =>
    csv([
      [
        'sku',
        'store_view_code',
        'product_type',
        'name',
        'description',
        'price',
        'url_key',
        'product_online',
        'visibility',
        'base_image',
      ],
      ...MARKERS.map((marker) => [
        marker,
        '',
        'simple',
        `Stool ${marker}`,
        `Text ${marker}`,
        '12.50',
        marker,
        '1',
        'Catalog, Search',
        `/${marker}.jpg`,
      ]),
    ]),
};

const LINES = /\.(?:csv|tsv|txt|jsonl)$/;

/** Feeds whose every field is marked: one of each format, and of platforms' tables. */
export function markedSeeds(): Seed[] {
  const rows = {
    1: ['id', 'title', 'brand', 'price'],
    ...Object.fromEntries(
      MARKERS.map((marker, i) => [i + 2, [marker, `Stool ${marker}`, `Nord ${marker}`, 12.5]]),
    ),
  };
  const written: [string, string | Uint8Array][] = [
    ...Object.entries(WRITERS).map(([name, write]): [string, string | Uint8Array] => [name, write(ITEMS)]),
    ...Object.entries(TABLES).map(([name, write]): [string, string] => [name, write()]),
    ['book.xlsx', xlsx([{ name: 'Products', rows }])],
    ['book.ods', ods([{ name: 'Products', rows }])],
  ];
  return written.map(([name, content]) => ({
    name,
    bytes: Buffer.from(content as Uint8Array),
    markers: MARKERS,
    isLines: LINES.test(name) && !name.startsWith('utf16'),
  }));
}

/** Small files of the tests, and of the field if they are there. */
export function otherSeeds(): Seed[] {
  const folders = [
    new URL('../testing/platforms', import.meta.url),
    new URL('../../../../../shared/field/feeds', import.meta.url),
  ].map((url) => fileURLToPath(url));
  return folders.filter(existsSync).flatMap((folder) =>
    readdirSync(folder)
      .map((name) => join(folder, name))
      .filter((path) => statSync(path).isFile() && statSync(path).size < 120_000)
      .map((path): Seed => {
        const bytes = readFileSync(path);
        const name = path.slice(folder.length + 1);
        const whole = name.endsWith('.gz') ? gunzipSync(bytes).subarray(0, 20_000) : bytes;
        return { name: name.replace(/\.gz$/, ''), bytes: whole, markers: [], isLines: false };
      }),
  );
}
