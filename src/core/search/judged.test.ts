/* eslint-disable no-console -- says what it measured */
/** Search by words on judged queries, beside plain BM25 in the same run. The figures stand in docs/search.md. */
import { gunzipSync } from 'node:zlib';
import { readFileSync } from 'node:fs';
import { stemmer } from '@orama/stemmers/english';
import { expect, it } from 'vitest';
import { dataFile, retailProducts } from '../../../models/testing/data.ts';
import type { Item } from '../../types/items.ts';
import { englishStem } from './english.ts';
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
    const { id, title, brand, category } = JSON.parse(line) as Item;
    return { id, title, ...(brand && { brand }), ...(category && { category }) };
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

function byWords(items: readonly Item[]): Ranker {
  const search = createWordSearch(items, englishStem(stemmer));
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

it('finds more of what people judged right than plain BM25: 100 hard queries of a large shop', () => {
  const queries = judged('search-esci', 1, { 3: 1, 2: 0.1, 1: 0.01, 0: 0 });
  const items = esci();
  const [words, plain] = [byWords(items), byBm25(items)];
  const own = mean(queries.map((query) => ndcg(words, query)));
  const other = mean(queries.map((query) => ndcg(plain, query)));
  console.info(`ESCI, NDCG@10: ${own.toFixed(3)} by words, ${other.toFixed(3)} by BM25`);
  expect(own).toBeGreaterThanOrEqual(0.66);
  expect(own).toBeGreaterThanOrEqual(other + 0.06);
});

it('finds what shoppers type: models, typos, joined words, units, prices', () => {
  const queries = judged('search-typed', 4, { 1: 1 });
  const catalogues: Record<string, Item[]> = { retail: retail(), eshop: eshop() };
  const rankers = (make: (items: readonly Item[]) => Ranker) =>
    Object.fromEntries(Object.entries(catalogues).map(([name, items]) => [name, make(items)]));
  const [words, plain] = [rankers(byWords), rankers(byBm25)];
  const own = mean(queries.map((query) => ndcg(words[query.catalogue]!, query)));
  const other = mean(queries.map((query) => ndcg(plain[query.catalogue]!, query)));
  console.info(`typed queries, NDCG@10: ${own.toFixed(3)} by words, ${other.toFixed(3)} by BM25`);
  expect(own).toBeGreaterThanOrEqual(0.7);
  expect(own).toBeGreaterThanOrEqual(other + 0.2);
});
