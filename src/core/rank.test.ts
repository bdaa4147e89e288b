import { describe, expect, it } from 'vitest';
import type { Item, ShopperEvent } from '../types.ts';
import { quantiseRows } from './quantise.ts';
import { rankByQuery, rankByTaste, rankRecent, rankTrending, type Catalogue, type Limits } from './rank.ts';
import { createJsScorer } from './score.ts';
import { pullsOf, tasteOf } from './taste.ts';

// Unit vectors in the plane and two more: shoes (0, 1) nearly alike, a hat (2) square to them, a sock (3) between.
const embeddings = new Float32Array([
  1, 0, 0, 0, /**/ 0.96, 0.28, 0, 0, /**/ 0, 1, 0, 0, /**/ 0.6, 0.8, 0, 0,
]);
const items: Item[] = [
  { id: 'shoe', title: 'Shoe', category: 'shoes', price: 10 },
  { id: 'boot', title: 'Boot', category: 'shoes', price: 20, availability: 'out_of_stock' },
  { id: 'hat', title: 'Hat', category: 'hats', price: 30 },
  { id: 'sock', title: 'Sock', category: 'socks' },
];
const catalogue: Catalogue = {
  rows: quantiseRows(embeddings, 4),
  items,
  popularity: new Float32Array([0, 0, 1, 0]),
  trend: new Float32Array([0, 0.5, 1, 0]),
  rowOf: new Map(items.map(({ id }, row) => [id, row])),
};
const scorer = createJsScorer(catalogue.rows);
const all: Limits = { limit: 8, excluded: new Set(), threshold: 0 };
const event = (name: ShopperEvent['name'], id: string, at = 0): ShopperEvent => ({ name, ids: [id], at });
const ids = (ranked: readonly { row: number }[]) => ranked.map(({ row }) => items[row]!.id);

async function forYou(events: readonly ShopperEvent[], limits = all) {
  const taste = tasteOf(catalogue.rows, pullsOf(events, catalogue.rowOf, 0));
  return taste ? (await rankByTaste(catalogue, scorer, taste, limits)).ranked : [];
}

describe('rankByTaste', () => {
  it('puts what is nearest to the history first', async () => {
    expect(ids(await forYou([event('view_item', 'shoe')]))).toEqual(['shoe', 'boot', 'sock', 'hat']);
  });

  it('gives reasons whose shares add up to 1, the purchase before the view', async () => {
    const [first] = await forYou([event('view_item', 'shoe'), event('purchase', 'hat')], {
      ...all,
      excluded: new Set([0, 2]),
    });
    expect(items[first!.row]!.id).toBe('sock');
    const total = first!.reasons.reduce((sum, { share }) => sum + share, 0);
    expect(total).toBeCloseTo(1, 5);
    // Sock: 4 * 0.8 from the hat, 1 * 0.6 from the shoe.
    expect(first!.reasons.map(({ event: name, objectID }) => [name, objectID])).toEqual([
      ['purchase', 'hat'],
      ['view_item', 'shoe'],
    ]);
    expect(first!.reasons[0]!.share).toBeCloseTo(3.2 / 3.8, 2);
  });

  it('turns away from what was disliked', async () => {
    const liked = await forYou([event('like', 'sock'), event('dislike', 'hat')]);
    expect(liked.find(({ row }) => row === 2)).toBeUndefined();
  });

  it('counts an old event less', () => {
    const week = 7 * 24 * 3600 * 1000;
    const [old, fresh] = pullsOf(
      [event('view_item', 'shoe', 0), event('view_item', 'shoe', week)],
      catalogue.rowOf,
      week,
    );
    expect(old!.weight / fresh!.weight).toBeCloseTo(0.5);
  });

  it('is empty without history, and where events cancel out', async () => {
    expect(await forYou([])).toEqual([]);
    expect(await forYou([event('like', 'hat'), event('dislike', 'hat')])).toEqual([]);
    expect(await forYou([event('view_item', 'not in the pack')])).toEqual([]);
  });
});

describe('filters', () => {
  const shoe = [event('view_item', 'shoe')];
  it.each([
    [{ category: 'shoes' }, ['shoe', 'boot']],
    [{ category: ['hats', 'socks'] }, ['sock', 'hat']],
    [{ minPrice: 15 }, ['boot', 'hat']],
    [{ maxPrice: 20, inStock: true }, ['shoe']],
    [{ brand: 'none' }, []],
  ])('%j leaves %j', async (filters, expected) => {
    expect(ids(await forYou(shoe, { ...all, filters }))).toEqual(expected);
  });

  it('never shorten a list that others can fill', async () => {
    expect(ids(await forYou(shoe, { ...all, limit: 1, excluded: new Set([0, 1]) }))).toEqual(['sock']);
  });
});

describe('the other shelves', () => {
  it('rank by a query alone, popularity aside', async () => {
    const { ranked } = await rankByQuery(catalogue, scorer, new Float32Array([0.8, 0.6, 0, 0]), all);
    expect(ids(ranked)).toEqual(['sock', 'boot', 'shoe', 'hat']);
  });

  it('show what trends, and nothing that does not', () => {
    expect(ids(rankTrending(catalogue, all))).toEqual(['hat', 'boot']);
    expect(ids(rankTrending(catalogue, { ...all, filters: { inStock: true } }))).toEqual(['hat']);
  });

  it('show each viewed item once, last first', () => {
    const events = [
      event('view_item', 'hat'),
      event('view_item', 'shoe'),
      event('purchase', 'sock'),
      event('view_item', 'hat'),
    ];
    expect(ids(rankRecent(catalogue, events, all))).toEqual(['hat', 'shoe']);
  });
});
