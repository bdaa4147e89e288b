import { readFileSync } from 'node:fs';
import { gunzipSync } from 'node:zlib';
import { itemText } from '../../src/core/item-text.ts';
import { dataFile, retailProducts } from './data.ts';

type Text = Parameters<typeof itemText>[0];

/** A real catalogue with labels that judge embeddings of its texts. */
export interface JudgedCatalogue {
  readonly name: string;
  readonly items: readonly Text[];
  /** By row; undefined if an item has none. */
  readonly categories: readonly (string | undefined)[];
  readonly queries: readonly { readonly text: string; readonly gains: ReadonlyMap<number, number> }[];
}

/** The catalogues of the data that CONTRIBUTING.md names. */
export function judgedCatalogues(): JudgedCatalogue[] {
  const typed = table('search-typed/queries.tsv');
  const right = table('search-typed/judgments.tsv');
  const typedOf = (name: string, ids: readonly (string | number)[]) => {
    const rows = new Map(ids.map((id, row) => [String(id), row]));
    return typed
      .filter(({ catalogue }) => catalogue === name)
      .map(({ query_id, query }) => ({
        text: query!,
        gains: new Map(
          right
            .filter((one) => one['query_id'] === query_id)
            .map(({ product_id }) => [rows.get(product_id!)!, 1]),
        ),
      }));
  };
  return [esci(), retail(typedOf), eShopSupport(typedOf), eShop()];
}

type TypedOf = (name: string, ids: readonly (string | number)[]) => JudgedCatalogue['queries'];

/** What each grade is worth, by the data set's own protocol. */
const GAINS = [0, 0.01, 0.1, 1];
const ESCI_QUERIES = 40;

/** The products that people judged for the first queries: all 6,764 take four times as long. */
function esci(): JudgedCatalogue {
  const queries = table('search-esci/queries.tsv').slice(0, ESCI_QUERIES);
  const asked = new Set(queries.map(({ query_id }) => query_id));
  const judgments = table('search-esci/judgments.tsv').filter(({ query_id }) => asked.has(query_id));
  const judged = new Set(judgments.map(({ product_id }) => product_id));
  const products = unpacked('search-esci/products.jsonl.gz')
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line) as Record<string, string>)
    .filter(({ id }) => judged.has(id));
  const rows = new Map(products.map(({ id }, row) => [id, row]));
  return {
    name: 'ESCI',
    items: products.map(({ title, brand, category, bullet_points, description }) => ({
      title: title!,
      ...(brand !== undefined && { brand }),
      ...(category !== undefined && { category }),
      description: [bullet_points, description].filter(Boolean).join('\n'),
    })),
    categories: products.map(({ category }) => category),
    queries: queries.map(({ query_id, query }) => ({
      text: query!,
      gains: new Map(
        judgments
          .filter((one) => one['query_id'] === query_id)
          .map(({ product_id, grade }) => [rows.get(product_id)!, GAINS[Number(grade)]!]),
      ),
    })),
  };
}

function retail(typedOf: TypedOf): JudgedCatalogue {
  const products = retailProducts();
  return {
    name: 'retail demo store',
    items: products.map(({ name, category, description }) => ({ title: name, category, description })),
    categories: products.map(({ style }) => style),
    queries: typedOf(
      'retail',
      products.map(({ id }) => id),
    ),
  };
}

function eShopSupport(typedOf: TypedOf): JudgedCatalogue {
  const read = (path: string) =>
    JSON.parse(unpacked(`eshopsupport-embedded-products/${path}`)) as Record<string, string | number>[];
  const names = new Map(read('categories.json.gz').map((one) => [one['CategoryId'], String(one['Name'])]));
  const products = read('products.json.gz');
  return {
    name: 'eShopSupport',
    items: products.map((one) => ({
      title: String(one['Model']),
      brand: String(one['Brand']),
      category: names.get(one['CategoryId'])!,
      description: String(one['Description']),
    })),
    categories: products.map((one) => names.get(one['CategoryId'])),
    queries: typedOf(
      'eshop',
      products.map((one) => one['ProductId']!),
    ),
  };
}

function eShop(): JudgedCatalogue {
  const products = JSON.parse(readFileSync(dataFile('eshop-catalog/catalog.json'), 'utf8')) as Record<
    string,
    string
  >[];
  return {
    name: 'eShop',
    items: products.map(({ Name, Brand, Description }) => ({
      title: Name!,
      brand: Brand!,
      description: Description!,
    })),
    categories: products.map(({ Type }) => Type),
    queries: [],
  };
}

function unpacked(path: string): string {
  return gunzipSync(readFileSync(dataFile(path))).toString('utf8');
}

/** Rows of a file of tab-separated values without quotes, by column. */
function table(path: string): Record<string, string>[] {
  const [head, ...lines] = readFileSync(dataFile(path), 'utf8').trim().split('\n');
  const columns = head!.split('\t');
  return lines.map((line) => {
    const values = line.split('\t');
    return Object.fromEntries(columns.map((column, i) => [column, values[i] ?? '']));
  });
}
