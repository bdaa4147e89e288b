/** Search by words, as in a pack, on judged queries, beside plain BM25 in the same run. The figures stand in docs/search.md. */
import { gunzipSync } from 'node:zlib';
import { readFileSync } from 'node:fs';
import { beforeAll, expect, it } from 'vitest';
import { dataFile, retailProducts } from '../../../../models/testing/data.ts';
import type { Stem } from '../../../core/search/expand.ts';
import { stemOf } from '../../../core/search/stem-of.ts';
import { tellingWords } from '../../../core/search/telling-words.ts';
import type { ItemWords } from '../../../core/search/word-index.ts';
import { bestRows, createWordSearch } from '../../../core/search/word-search.ts';
import type { Item } from '../../../types.ts';
import { readJudgedQueries, type JudgedQuery } from './judged-queries.ts';
import { plainBm25 } from './plain-bm25.ts';
import { measureSearch, type Search } from './search-figures.ts';

const unpacked = (name: string) => gunzipSync(readFileSync(dataFile(name))).toString();

/** The judged queries of a set, by the catalogue that they are asked of. */
async function judged(set: string): Promise<Map<string, JudgedQuery[]>> {
  const [queries, judgments] = [dataFile(`${set}/queries.tsv`), dataFile(`${set}/judgments.tsv`)];
  const all = await readJudgedQueries(queries, judgments);
  const lines = readFileSync(queries, 'utf8')
    .trim()
    .split('\n')
    .map((line) => line.split('\t'));
  const [at, of] = [lines[0]!.indexOf('query'), lines[0]!.indexOf('catalogue')];
  const catalogueOf = new Map(lines.slice(1).map((line) => [line[at]!, line[of] ?? 'all']));
  const byCatalogue = new Map<string, JudgedQuery[]>();
  for (const one of all) {
    const name = catalogueOf.get(one.query)!;
    byCatalogue.set(name, [...(byCatalogue.get(name) ?? []), one]);
  }
  return byCatalogue;
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

let stem: Stem;
beforeAll(async () => {
  stem = await stemOf('en');
});

/** @param telling Words in place of the descriptions. */
function byWords(items: readonly Item[], telling?: ItemWords): Search {
  const search = createWordSearch(items, stem, telling);
  return (query) => {
    const { scores, price } = search(query);
    const rows = bestRows(scores, 100).filter((row) => {
      const { price: own } = items[row]!;
      return !price || (own !== undefined && own >= price[0] && own <= price[1]);
    });
    return rows.map((row) => items[row]!.id);
  };
}

const SYSTEMS = {
  telling: (items: readonly Item[]) => byWords(items, tellingWords(items)),
  without: (items: readonly Item[]) =>
    byWords(
      items,
      items.map(() => []),
    ),
  whole: (items: readonly Item[]) => byWords(items),
  bm25: plainBm25,
};
type Figures = Record<keyof typeof SYSTEMS, number>;

/** The mean NDCG@10 of each system over all queries. */
async function measured(
  queries: ReadonlyMap<string, readonly JudgedQuery[]>,
  catalogues: Readonly<Record<string, readonly Item[]>>,
): Promise<Figures> {
  const figures = { telling: 0, without: 0, whole: 0, bm25: 0 };
  const count = [...queries.values()].reduce((sum, { length }) => sum + length, 0);
  for (const name of Object.keys(SYSTEMS) as (keyof typeof SYSTEMS)[])
    for (const [catalogue, own] of queries) {
      const { 'ndcg@10': ndcg } = await measureSearch(SYSTEMS[name](catalogues[catalogue]!), own);
      figures[name] += (ndcg * own.length) / count;
    }
  return figures;
}

const told = ({ telling, without, whole, bm25 }: Figures) =>
  `by words ${telling.toFixed(3)}, without descriptions ${without.toFixed(3)}, with whole ones ${whole.toFixed(3)}, by BM25 ${bm25.toFixed(3)}`;

it('finds more of what people judged right than plain BM25: 100 hard queries of a large shop', async () => {
  const figures = await measured(await judged('search-esci'), { all: esci() });
  console.info(`ESCI, NDCG@10: ${told(figures)}`);
  expect(figures.telling).toBeGreaterThanOrEqual(0.7);
  expect(figures.telling).toBeGreaterThanOrEqual(figures.bm25 + 0.1);
  expect(figures.telling).toBeGreaterThanOrEqual(figures.without + 0.03);
}, 600_000);

it('finds what shoppers type: models, typos, joined words, units, prices', async () => {
  const figures = await measured(await judged('search-typed'), { retail: retail(), eshop: eshop() });
  console.info(`typed queries, NDCG@10: ${told(figures)}`);
  expect(figures.telling).toBeGreaterThanOrEqual(0.71);
  expect(figures.telling).toBeGreaterThanOrEqual(figures.bm25 + 0.2);
  expect(figures.telling).toBeGreaterThanOrEqual(figures.without + 0.05);
}, 600_000);
