/* eslint-disable no-console -- says what it measured */
/** Search by words, as in a pack, on judged queries, beside plain BM25 in the same run. The figures stand in docs/search.md. */
import { gunzipSync } from 'node:zlib';
import { readFileSync } from 'node:fs';
import { stemmer } from '@orama/stemmers/english';
import { expect, it } from 'vitest';
import { dataFile, retailProducts } from '../../../models/testing/data.ts';
import type { Item } from '../../types/items.ts';
import { englishStem } from './english.ts';
import { tellingWords } from './telling-words.ts';
import type { ItemWords } from './word-index.ts';
import { bestRows, createWordSearch } from './word-search.ts';

interface Judged {
  readonly query: string;
  /** Gains by item id. */
  readonly gains: ReadonlyMap<string, number>;
}
type Ranker = (query: string) => readonly string[];

const text = (name: string) => readFileSync(dataFile(name), 'utf8');
const unpacked = (name: string) => gunzipSync(readFileSync(dataFile(name))).toString();
const table = (name: string) =>
  text(name)
    .trim()
    .split('\n')
    .slice(1)
    .map((line) => line.split('\t'));

/** The judged queries of a set, with the gain of each grade. */
function judged(set: string, queryAt: number, gains: Readonly<Record<string, number>>) {
  const byQuery = new Map<string, Map<string, number>>();
  for (const [query, item, grade] of table(`${set}/judgments.tsv`)) {
    if (!byQuery.has(query!)) byQuery.set(query!, new Map());
    byQuery.get(query!)!.set(item!, gains[grade!]!);
  }
  return table(`${set}/queries.tsv`).map((row) => ({
    catalogue: row[1]!,
    query: row[queryAt]!,
    gains: byQuery.get(row[0]!) ?? new Map<string, number>(),
  }));
}

function esci(): Item[] {
  const lines = unpacked('search-esci/products.jsonl.gz').trim().split('\n');
  return lines.map((line) => {
    const { bullet_points, ...item } = JSON.parse(line) as Item & { readonly bullet_points?: string };
    const description = [bullet_points, item.description].filter(Boolean).join('\n');
    const { id, title, brand, category } = item;
    return { id, title, ...(brand && { brand }), ...(category && { category }), description };
  });
}

function retail(): Item[] {
  return retailProducts().map(({ name, ...product }) => ({ ...product, title: name }));
}

function eshop(): Item[] {
  const folder = 'eshopsupport-embedded-products';
  const categories = JSON.parse(unpacked(`${folder}/categories.json.gz`)) as Record<string, string>[];
  const named = new Map(categories.map(({ CategoryId, Name }) => [CategoryId, Name!]));
  const products = JSON.parse(unpacked(`${folder}/products.json.gz`)) as Record<string, string>[];
  return products.map((product) => ({
    id: String(product['ProductId']),
    title: product['Model']!,
    brand: product['Brand']!,
    category: named.get(product['CategoryId'])!,
    description: product['Description']!,
  }));
}

/** @param telling Words in place of the descriptions. */
function byWords(items: readonly Item[], telling?: ItemWords): Ranker {
  const search = createWordSearch(items, englishStem(stemmer), telling);
  return (query) => {
    const { scores, price } = search(query);
    const rows = bestRows(scores, 100).filter((row) => {
      const { price: own } = items[row]!;
      return !price || (own !== undefined && own >= price[0] && own <= price[1]);
    });
    return rows.map((row) => items[row]!.id);
  };
}

/** BM25 over one field, k1 1.2 and b .75, without stems. */
function byBm25(items: readonly Item[]): Ranker {
  const documents = items.map(({ title, brand = '', category = '', description = '' }) =>
    `${title} ${brand} ${category} ${description}`.toLowerCase().match(/[\p{L}\p{N}]+/gu)!,
  );
  const mean = documents.reduce((sum, { length }) => sum + length, 0) / documents.length;
  const counts = documents.map((words) => {
    const count = new Map<string, number>();
    for (const word of words) count.set(word, (count.get(word) ?? 0) + 1);
    return count;
  });
  const holders = new Map<string, number>();
  for (const count of counts)
    for (const word of count.keys()) holders.set(word, (holders.get(word) ?? 0) + 1);
  return (query) => {
    const words = query.toLowerCase().match(/[\p{L}\p{N}]+/gu) ?? [];
    const scores = Float32Array.from(counts, (count, row) =>
      words.reduce((sum, word) => {
        const times = count.get(word) ?? 0;
        const having = holders.get(word) ?? 0;
        const idf = Math.log(1 + (items.length - having + 0.5) / (having + 0.5));
        return sum + (idf * times * 2.2) / (times + 1.2 * (0.25 + (0.75 * documents[row]!.length) / mean));
      }, 0),
    );
    return bestRows(scores, 100).map((row) => items[row]!.id);
  };
}

/** NDCG@10 with the gains given, as the sets' pages define it. */
function ndcg(rank: Ranker, { query, gains }: Judged): number {
  const sum = (list: readonly number[]) =>
    list.slice(0, 10).reduce((total, gain, i) => total + gain / Math.log2(i + 2), 0);
  const best = sum([...gains.values()].toSorted((a, b) => b - a));
  return best === 0 ? 0 : sum(rank(query).map((id) => gains.get(id) ?? 0)) / best;
}

const mean = (values: readonly number[]) => values.reduce((sum, value) => sum + value, 0) / values.length;

const without = (items: readonly Item[]) =>
  byWords(
    items,
    items.map(() => []),
  );
const whole = (items: readonly Item[]) => byWords(items);
const telling = (items: readonly Item[]) => byWords(items, tellingWords(items));
const SYSTEMS = { without, whole, telling, bm25: byBm25 };

/** The mean NDCG@10 of each system. @param catalogues By the name that the queries have. */
function measured(
  queries: readonly (Judged & { readonly catalogue: string })[],
  catalogues: Record<string, Item[]>,
) {
  const figures = Object.entries(SYSTEMS).map(([system, make]) => {
    const rankers = Object.fromEntries(
      Object.entries(catalogues).map(([name, items]) => [name, make(items)]),
    );
    return [system, mean(queries.map((query) => ndcg(rankers[query.catalogue]!, query)))] as const;
  });
  return Object.fromEntries(figures) as Record<keyof typeof SYSTEMS, number>;
}

const told = (figures: Record<keyof typeof SYSTEMS, number>) =>
  `by words ${figures.telling.toFixed(3)}, without descriptions ${figures.without.toFixed(3)}, with whole ones ${figures.whole.toFixed(3)}, by BM25 ${figures.bm25.toFixed(3)}`;

it('finds more of what people judged right than plain BM25: 100 hard queries of a large shop', () => {
  const queries = judged('search-esci', 1, { 3: 1, 2: 0.1, 1: 0.01, 0: 0 });
  const all = queries.map((query) => ({ ...query, catalogue: 'esci' }));
  const figures = measured(all, { esci: esci() });
  console.info(`ESCI, NDCG@10: ${told(figures)}`);
  expect(figures.telling).toBeGreaterThanOrEqual(0.7);
  expect(figures.telling).toBeGreaterThanOrEqual(figures.bm25 + 0.1);
  expect(figures.telling).toBeGreaterThanOrEqual(figures.without + 0.03);
}, 120_000);

it('finds what shoppers type: models, typos, joined words, units, prices', () => {
  const queries = judged('search-typed', 4, { 1: 1 });
  const figures = measured(queries, { retail: retail(), eshop: eshop() });
  console.info(`typed queries, NDCG@10: ${told(figures)}`);
  expect(figures.telling).toBeGreaterThanOrEqual(0.71);
  expect(figures.telling).toBeGreaterThanOrEqual(figures.bm25 + 0.2);
  expect(figures.telling).toBeGreaterThanOrEqual(figures.without + 0.05);
}, 120_000);
