import { parquetWriteBuffer } from 'hyparquet-writer';
import { stringify } from 'yaml';
import type { Item } from '../../../types.ts';

type Write = (items: readonly Item[]) => string | Uint8Array;

const FIELDS = [
  'id',
  'title',
  'description',
  'category',
  'brand',
  'price',
  'currency',
  'image',
  'url',
  'group',
  'availability',
] as const;

function table(items: readonly Item[], separator: string, end = '\n'): string {
  const cell = (value: unknown) => {
    const text = value === undefined ? '' : String(value);
    return text.includes(separator) || /["\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
  };
  const rows = items.map((item) => FIELDS.map((field) => cell(item[field])).join(separator));
  return [FIELDS.join(separator), ...rows, ''].join(end);
}

const escaped = (text: string) =>
  text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
const GOOGLE: Readonly<Record<string, string>> = {
  category: 'product_type',
  image: 'image_link',
  group: 'item_group_id',
  url: 'link',
};

function merchant(items: readonly Item[], tag: 'item' | 'entry', wrap: (text: string) => string): string {
  const element = (name: string, value: unknown) => `<g:${name}>${wrap(String(value))}</g:${name}>`;
  const entry = ({ currency, price, ...item }: Item) =>
    [
      ...Object.entries(item).map(([field, value]) => element(GOOGLE[field] ?? field, value)),
      ...(price === undefined
        ? []
        : [element('price', currency === undefined ? price : `${price} ${currency}`)]),
    ].join('');
  return items.map((item) => `<${tag}>${entry(item)}</${tag}>`).join('\n');
}

const node = ({ id, title, image, price, currency, availability, group, url, ...item }: Item) => ({
  '@type': 'Product',
  sku: id,
  name: title,
  ...item,
  image,
  ...(url !== undefined && { url }),
  ...(group !== undefined && { inProductGroupWithID: group }),
  offers: {
    '@type': 'Offer',
    price,
    priceCurrency: currency,
    ...(availability && { availability: SCHEMA[availability] }),
  },
});
const SCHEMA = {
  in_stock: 'https://schema.org/InStock',
  out_of_stock: 'http://schema.org/OutOfStock',
  preorder: 'PreOrder',
  backorder: 'https://schema.org/BackOrder',
};

const NS = 'xmlns:g="http://base.google.com/ns/1.0"';

/** Writes of a catalogue in every format, by the name of a file. */
export const WRITERS: Readonly<Record<string, Write>> = {
  'table.csv': (items) => table(items, ','),
  'windows.csv': (items) => `\uFEFF${table(items, ';', '\r\n')}\r\n;;;;;;;;;;\r\n`,
  'pipes.txt': (items) => table(items, '|'),
  'table.tsv': (items) => table(items, '\t'),
  'utf16.tsv': (items) => Buffer.from(`\uFEFF${table(items, '\t')}`, 'utf16le'),
  'list.json': (items) => JSON.stringify(items),
  'nested.json': (items) =>
    JSON.stringify(
      { data: { products: { pageInfo: {}, edges: items.map((item) => ({ node: item })) } } },
      null,
      1,
    ),
  'lines.jsonl': (items) => items.map((item) => JSON.stringify(item)).join('\n'),
  'list.yaml': (items) => stringify(items),
  'keyed.yml': (items) => `# a shop\nversion: 1\n${stringify({ products: items })}`,
  'rss.xml': (items) =>
    `<?xml version="1.0"?>\n<rss version="2.0" ${NS}><channel><title>Shop</title>\n${merchant(items, 'item', escaped)}</channel></rss>`,
  'atom.xml': (items) =>
    `<feed xmlns="http://www.w3.org/2005/Atom" ${NS}>${merchant(items, 'entry', (text) => `<![CDATA[${text.replaceAll(']]>', ']]]]><![CDATA[>')}]]>`)}</feed>`,
  'page.html': (items) =>
    `<!doctype html><html><head><script type="application/ld+json">${JSON.stringify({ '@context': 'https://schema.org', '@graph': items.map(node) }).replaceAll('<', '\\u003c')}</script></head></html>`,
  'table.parquet': (items) =>
    new Uint8Array(
      parquetWriteBuffer({
        columnData: FIELDS.map((name) => ({
          name,
          data: items.map((item) => item[name] ?? null),
          type: name === 'price' ? ('DOUBLE' as const) : ('STRING' as const),
          nullable: true,
        })),
      }),
    ),
};
