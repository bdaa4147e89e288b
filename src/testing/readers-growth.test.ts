import { Readable } from 'node:stream';
import { parseHTML } from 'linkedom';
import { describe, expect, it } from 'vitest';
import { attributeName } from '../core/feed/attribute-columns.ts';
import { standardValue, valuesOf } from '../core/feed/attribute-values.ts';
import { availabilityOf } from '../core/feed/availability.ts';
import { categoryPath, isCategory } from '../core/feed/category.ts';
import { findColumns, parseColumns, plainName } from '../core/feed/columns.ts';
import { currencyOf } from '../core/feed/currencies.ts';
import { hiddenReason } from '../core/feed/hidden.ts';
import { itemOf } from '../core/feed/item-of.ts';
import { namedValues } from '../core/feed/named-values.ts';
import { ITEM_NAMES, ORDER_NAMES } from '../core/feed/names.ts';
import { didYouMean } from '../core/feed/nearest.ts';
import { plainText } from '../core/feed/plain-text.ts';
import { parsePrice } from '../core/feed/price.ts';
import { ratingOf, reviewCountOf } from '../core/feed/rating.ts';
import { orderShownBy, timeOf } from '../core/feed/time-of.ts';
import { textOf } from '../core/feed/value.ts';
import { createVariantReader } from '../core/feed/variants.ts';
import { toEvent } from '../core/history/event.ts';
import { itemHints } from '../core/history/item-hints.ts';
import { checkedProfileFile } from '../core/history/profile-file.ts';
import { isSensitive, isSensitiveText } from '../core/history/sensitive.ts';
import { nameKey } from '../core/items-by-name.ts';
import { parseJsonLd } from '../core/schema/json-ld.ts';
import { decodeText } from '../cli/feed/decode.ts';
import { isDump } from '../cli/feed/dump.ts';
import { kindOf } from '../cli/feed/findings.ts';
import { formatOf } from '../cli/feed/format.ts';
import { createOrderLines } from '../cli/feed/order-lines.ts';
import { noPurchaseReason } from '../cli/feed/order-status.ts';
import { overReason } from '../cli/feed/over.ts';
import { readRows } from '../cli/feed/read-rows.ts';
import { nanAsNull } from '../cli/feed/without-nan.ts';
import { createUseTokenizer } from '../model/use-tokenizer.ts';
import { VitrineError } from '../errors.ts';
import { layerEvents } from '../page/capture/data-layer.ts';
import { readMicrodata } from '../page/capture/microdata.ts';
import { readOpenGraph } from '../page/capture/open-graph.ts';
import { searchTerm } from '../page/capture/search-term.ts';
import { factsOf } from '../page/capture/structured.ts';
import { safeUrl } from '../widgets/safe-url.ts';
import { readMerchantXml } from '../worker/feed/merchant-xml.ts';
import { FIXED, grown, type Attack } from './attack-strings.ts';
import { fasterThanLinear } from './growth.ts';

const COLUMNS = [
  ...Object.values(ITEM_NAMES).map(([name]) => name!),
  ...[
    'Attribute 1 name',
    'additional_attributes',
    'Feature(Name:Value:Position)',
    'options',
    'C:Colour',
    'Attribute 1 value(s)',
  ],
];
const catalogue = {
  items: [{ id: '1', title: 'Pregnancy test', category: 'Health > Tests' }],
  sensitive: ['Health'],
};
const pieces = [...'  ▁ab0,-.', 'aaaaaaaa'];
const tokenize = createUseTokenizer(
  pieces.map((piece) => [piece, -1]),
  1,
);
const orderLines = createOrderLines();
const node = (text: string) => ({
  '@type': 'Product',
  ...{ name: text, sku: text, brand: { name: text }, category: text, url: text, offers: { price: text } },
});

/** What reads the text of a page, a feed, a shopper or a file of a profile. */
const READERS: Readonly<Record<string, (text: string) => unknown>> = {
  attributeName,
  availabilityOf,
  categoryPath,
  currencyOf,
  'didYouMean, findColumns': (text) => findColumns([text, `${text}.en`, `${text} (EUR)`], ITEM_NAMES),
  didYouMean: (text) => didYouMean(text, [text, 'title']),
  formatOf: (text) => [formatOf('feed', text), formatOf(text, text, text)],
  'hiddenReason, overReason, noPurchaseReason': (text) => {
    const record = { status: text, published: text, deleted: text, expiration_date: text, [text]: text };
    return [hiddenReason(record, 0), overReason(record, 0), noPurchaseReason(record)];
  },
  isCategory,
  isDump,
  'isSensitive, isSensitiveText': (text) => [
    isSensitive({ category: text }, catalogue),
    isSensitiveText(text, catalogue),
  ],
  itemHints: (text) => itemHints({ items: [{ item_id: text, item_name: text, item_category: text }] }),
  itemOf: (text) => {
    const record = { ...Object.fromEntries(COLUMNS.map((column) => [column, text])), id: '1', title: 'T' };
    return itemOf(record, findColumns(COLUMNS, ITEM_NAMES), { resolve: (address) => address });
  },
  kindOf,
  layerEvents: (text) => [
    layerEvents({ event: 'search', search_term: text }),
    layerEvents({ event: 'view_item', items: [{ item_id: text, item_name: text, item_category: text }] }),
  ],
  nameKey,
  namedValues,
  nanAsNull,
  order: (text) => [
    ...orderLines({ line: 1, record: { order_id: '1', line_items: text } }),
    ...orderLines({ line: 1, record: { order_id: '1', Products: `Product ID: 1, ${text}` } }),
    findColumns([text], ORDER_NAMES),
  ],
  'parseColumns, plainName': (text) => [parseColumns(`title=${text}`), plainName(text)],
  'parseJsonLd, factsOf': (text) => [
    factsOf(parseJsonLd(text), 'https://shop.example/'),
    factsOf([node(text), { '@type': 'ItemList', itemListElement: [node(text)] }], text),
  ],
  parsePrice: (text) => [parsePrice(text), parsePrice(`${text} 12,50 €`), parsePrice(`€ 5 ${text}`, 'EUR')],
  plainText,
  profile: (text) =>
    checkedProfileFile({
      format: 'vitrine-profile-sealed',
      version: 1,
      kdf: { name: 'PBKDF2', hash: 'SHA-256', iterations: 600_000, salt: text },
      cipher: { name: 'AES-GCM', iv: text, data: text },
    }),
  'ratingOf, reviewCountOf': (text) => [ratingOf(text), reviewCountOf(text)],
  readMerchantXml,
  safeUrl: (text) => safeUrl(`https:${text}`),
  searchTerm: (text) => searchTerm(`https://shop.example/?q=${text}`),
  textOf,
  'timeOf, orderShownBy': (text) => [timeOf(text), timeOf(`2026-01-01 10:00${text}`), orderShownBy(text)],
  toEvent: (text) => toEvent('search', { search_term: text }, 0),
  tokenize,
  'valuesOf, standardValue': (text) => [valuesOf(text, 'size'), standardValue('ageGroup', text)],
};
const HEADS = ['', '[{"1<b>'];

describe.each(Object.entries(READERS))('%s', (_, read) => {
  it('takes time in proportion to the length of a text', async () => {
    for (const { unit } of FIXED)
      for (const head of HEADS) expect.soft(await attacked({ head, unit, tail: 'y' }, read)).toBeUndefined();
  });
});

/** Files by the number of their rows, entries or the like. */
const FILES: Readonly<Record<string, (count: number) => string>> = {
  'of open quotes': (count) => `id,title\n${'1,"a\n'.repeat(count)}`,
  'of quotes in fields': (count) => `id,title\n${'1,a"b"\n'.repeat(count)}`,
  'of one field': (count) => `id,title\n1,"${'a\n'.repeat(count)}"`,
  'of columns': (count) => `id,title,${'a,'.repeat(count)}\n1,a\n`,
  'of short rows': (count) => `id,title\n${'1\n'.repeat(count)}`,
  'of empty lines': (count) => `id,title\n${'\n'.repeat(count)}1,a`,
  'of backslashes at the ends of lines': (count) => `id\ttitle\n${'1\\\n'.repeat(count)}\\N\t2\n`,
  'of open brackets in JSON': (count) => `[{"id":${'['.repeat(count)}`,
  'of keys in JSON': (count) => `[{${Array.from({ length: count }, (_, i) => `"k${i}":1`).join()}}]`,
  'of one key in JSON': (count) => `[{${'"a":1,'.repeat(count)}"id":1}]`,
  'of one text in JSON': (count) => `[{"id":"${'\\"a'.repeat(count)}"}]`,
  'of lines of JSON': (count) => '{"id":1,"title":"NaN"}\n'.repeat(count),
  'of open elements': (count) => `<rss><channel>${'<item><a>'.repeat(count)}`,
  'of elements of one name': (count) =>
    `<rss><channel><item>${'<g:a>1</g:a>'.repeat(count)}</item></channel></rss>`,
  'of items in XML': (count) =>
    `<rss><channel>${'<item><g:id>1</g:id></item>'.repeat(count)}</channel></rss>`,
  'of attributes in XML': (count) =>
    `<rss><channel><item ${Array.from({ length: count }, (_, i) => `k${i}="1"`).join(' ')}/></channel></rss>`,
  'of entities in XML': (count) =>
    `<rss><channel><item><id>${'&amp;'.repeat(count)}</id></item></channel></rss>`,
  'of entries in YAML': (count) => '- id: 1\n  title: a\n'.repeat(count),
  'of keys in YAML': (count) =>
    `- id: 1\n${Array.from({ length: count }, (_, i) => `  k${i}: 1\n`).join('')}`,
  'of open brackets in YAML': (count) => `- id: ${'['.repeat(count)}`,
  'of open tags in HTML': (count) => `<html>${'<div>'.repeat(count)}`,
  'of comments in HTML': (count) => `${'<!-- -->'.repeat(count)}<p>`,
  'of products in HTML': (count) =>
    `<html>${'<script type="application/ld+json">{"@type":"Product","sku":1}</script>'.repeat(count)}`,
};

describe.each(Object.entries(FILES))('a file %s', (_, text) => {
  it('takes time in proportion to its length', async () => {
    expect(await fasterThanLinear(text, rowsIn, 300)).toBeUndefined();
  });
});

it('characters that end no line are read in proportion to their number', async () => {
  const size = 66_001; // cuts characters
  const chunksOf = (count: number) => {
    const bytes = Buffer.from('京'.repeat(22_000 * count));
    return Array.from({ length: count }, (_, i) => bytes.subarray(i * size, (i + 1) * size));
  };
  const read = async (chunks: readonly Buffer[]) => {
    let length = 0;
    for await (const part of decodeText(Readable.from(chunks))) length += part.length;
    expect(length).toBe(22_000 * chunks.length);
  };
  expect(await fasterThanLinear(chunksOf, read, 40)).toBeUndefined();
});

it('products with many variants, and orders with many lines, are read in proportion to their number', async () => {
  const many = (count: number) => Array.from({ length: count }, (_, id) => ({ id, sku: `s${id}`, src: 'a' }));
  const product = (count: number) => ({
    id: 1,
    images: many(count),
    variants: many(count).map((variant) => ({ ...variant, image_id: count - 1 })),
  });
  expect(await fasterThanLinear(product, (made) => createVariantReader()(made), 1000)).toBeUndefined();
  const order = (count: number) => ({
    order_id: '1',
    items: many(count).map(({ id }) => ({ item_id: id, parent_item_id: count - 1, sku: 'a' })),
  });
  expect(
    await fasterThanLinear(order, (record) => [...createOrderLines()({ line: 1, record })], 1000),
  ).toBeUndefined();
});

it('what a page describes many times is read in proportion to its length', async () => {
  const pages: readonly ((count: number) => string)[] = [
    (count) =>
      `<div itemscope itemtype="https://schema.org/Product"><p itemprop="${'name '.repeat(count)}">a</p></div>`,
    (count) =>
      `<div itemscope itemtype="https://schema.org/Product">${'<p itemprop="name">a</p>'.repeat(count)}</div>`,
    (count) =>
      '<div itemscope itemtype="https://schema.org/Product"><p itemprop="name">a</p></div>'.repeat(count),
    (count) => `<head>${'<meta property="og:title" content="a">'.repeat(count)}</head>`,
  ];
  for (const page of pages) {
    const made = (count: number) => parseHTML(`<html><body>${page(count)}</body></html>`).document;
    expect(
      await fasterThanLinear(
        made,
        (document) => [readMicrodata(document), readOpenGraph(document, 'https://shop.example/')],
        1500,
      ),
    ).toBeUndefined();
  }
  const nodes = (count: number) => Array.from({ length: count }, (_, id) => node(`${id}`));
  const facts = (found: ReturnType<typeof nodes>) => factsOf(found, 'https://shop.example/');
  expect(await fasterThanLinear(nodes, facts, 1000)).toBeUndefined();
});

async function attacked(attack: Attack, read: (text: string) => unknown): Promise<string | undefined> {
  const how = await fasterThanLinear((length) => grown(attack, length), attempted(read), 2000);
  return how && `${how}: ${JSON.stringify(attack)}`;
}

/** The rows of a file that comes in pieces; what is wrong with it may end it. */
async function rowsIn(file: string): Promise<number> {
  const pieces = file.match(/[^]{1,4096}/g) ?? [];
  const source = {
    name: 'feed',
    open: () => Promise.resolve({ bytes: Readable.from(pieces.map((piece) => Buffer.from(piece))) }),
  };
  let rows = 0;
  try {
    for await (const { line } of readRows(source, await source.open(), { note: () => undefined, facts: {} }))
      rows += Math.sign(line);
  } catch (error) {
    expect(error).toBeInstanceOf(VitrineError);
  }
  return rows;
}

/** A reader that may refuse what it is given. */
function attempted(read: (text: string) => unknown): (text: string) => unknown {
  return (text) => {
    try {
      return read(text);
    } catch (error) {
      return error;
    }
  };
}
