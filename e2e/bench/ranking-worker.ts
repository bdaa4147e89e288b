/** Times a whole shelf with every option on, and the part of it that is not the scan. Seeded. */
import { expose } from 'comlink';
import type { Catalogue } from '../../src/core/catalogue.ts';
import { recommend } from '../../src/core/ranking/recommend.ts';
import { TABLE_NAMES } from '../../src/core/parameters.ts';
import type { Scan, Scorer } from '../../src/core/ports.ts';
import { quantiseRows } from '../../src/core/vectors/quantise.ts';
import { randomRows, seeded } from '../../src/core/vectors/random.ts';
import type { Table } from '../../src/core/table.ts';
import type { EventName, Item, ShopperEvent } from '../../src/types.ts';
import { createWasmScorer } from '../../src/wasm/scorer.ts';

const NEIGHBOURS = 20;
const CATEGORIES = 50;
const EVENTS: readonly EventName[] = [
  'view_item',
  'view_item',
  'view_item',
  'add_to_cart',
  'purchase',
  'view_item_list',
];
const [WARM_UP, ROUNDS] = [20, 200];

export interface RankingFigures {
  /** A whole shelf. */
  readonly p50_ms: number;
  readonly p95_ms: number;
  /** The time of a shelf without its scan. */
  readonly over_p50_ms: number;
  readonly over_p95_ms: number;
}

const bench = {
  /** `recommended-for-you` with filters, a boost, diversity and calibration. */
  async measure(count: number, dim: number, events: number): Promise<RankingFigures> {
    const catalogue = catalogueOf(count, dim);
    const scorer = timed(createWasmScorer(catalogue.rows));
    const history = historyOf(catalogue, events);
    const now = events * 3_600_000;
    const limits = {
      limit: 20,
      threshold: 0,
      admission: { filters: { maxPrice: 90 }, excluded: new Set<number>() },
      rules: { boost: [{ filters: { category: 'c1' }, by: 0.1 }], diversity: 0.2, calibration: 0.2 },
    };
    const [whole, over]: [number[], number[]] = [[], []];
    for (let round = 0; round < WARM_UP + ROUNDS; round++) {
      scorer.spent = 0;
      const began = performance.now();
      const visit = { catalogue, scorer, events: history, now: now + round };
      await recommend(visit, { model: 'recommended-for-you' }, limits);
      const took = performance.now() - began;
      if (round < WARM_UP) continue;
      whole.push(took);
      over.push(took - scorer.spent);
    }
    const quantile = (times: number[], share: number) =>
      times.sort((a, b) => a - b)[Math.floor(share * times.length)]!;
    return {
      p50_ms: quantile(whole, 0.5),
      p95_ms: quantile(whole, 0.95),
      over_p50_ms: quantile(over, 0.5),
      over_p95_ms: quantile(over, 0.95),
    };
  },
};

export type RankingBench = typeof bench;

function timed(scorer: Scorer): Scorer & { spent: number } {
  const made = {
    ...scorer,
    spent: 0,
    async scan(scan: Scan) {
      const began = performance.now();
      const hits = await scorer.scan(scan);
      made.spent += performance.now() - began;
      return hits;
    },
  };
  return made;
}

function catalogueOf(count: number, dim: number): Catalogue {
  const random = seeded(1);
  const items = Array.from({ length: count }, (_, i): Item => ({
    id: `sku-${i}`,
    title: `Item ${i}`,
    category: `c${i % CATEGORIES}`,
    price: 100 * random(),
    availability: random() < 0.9 ? 'in_stock' : 'out_of_stock',
    ...(i % 10 === 0 && { group: `g${i % 1000}` }),
  }));
  const column = () => Float32Array.from({ length: count }, random);
  return {
    rows: quantiseRows(randomRows(count, dim, random), dim),
    items,
    rowOf: new Map(items.map(({ id }, row) => [id, row])),
    columns: {
      popularity: column(),
      trend: column(),
      fresh: column(),
      rebuy: column(),
      interval: column(),
      returns: column(),
    },
    tables: Object.fromEntries(TABLE_NAMES.map((name) => [name, tableOf(count, random)])),
  };
}

function tableOf(count: number, random: () => number): Table {
  return {
    offsets: Uint32Array.from({ length: count + 1 }, (_, row) => row * NEIGHBOURS),
    targets: Uint32Array.from({ length: count * NEIGHBOURS }, () => Math.floor(random() * count)),
    weights: Uint8Array.from({ length: count * NEIGHBOURS }, () => 1 + Math.floor(random() * 255)),
    scale: 1 / 255,
  };
}

function historyOf({ items }: Catalogue, length: number): ShopperEvent[] {
  const random = seeded(2);
  return Array.from({ length }, (_, i) => ({
    name: EVENTS[i % EVENTS.length]!,
    ids: [items[Math.floor(random() * items.length)]!.id],
    at: i * 3_600_000,
  }));
}

expose(bench);
