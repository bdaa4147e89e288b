/** A small shop, and its shelves as lists of ids. */
import type { ShopperEvent } from '../../types/events.ts';
import type { RecommendOptions } from '../../types/requests.ts';
import { recommend } from '../ranking/recommend.ts';
import type { Limits } from '../ranking/visit.ts';
import { createJsScorer } from '../vectors/score.ts';
import { catalogueOf, limits, tableOf } from './catalogue.ts';

// Two kinds at right angles: shoes along x, hats along y. The shoelace resembles neither, so only tables can find it.
export const ids = ['shoe', 'boot', 'sandal', 'hat', 'cap', 'lace'];
export const catalogue = catalogueOf(
  [
    { id: 'shoe', title: 'Shoe', vector: [1, 0, 0, 0], category: 'shoes', price: 10, group: 'shoe' },
    { id: 'boot', title: 'Boot', vector: [0.96, 0, 0.28, 0], category: 'shoes', price: 20 },
    { id: 'sandal', title: 'Sandal', vector: [0.8, 0, 0.6, 0], category: 'shoes', group: 'sandal' },
    { id: 'hat', title: 'Hat', vector: [0, 1, 0, 0], category: 'hats', price: 30 },
    { id: 'cap', title: 'Cap', vector: [0, 0.96, 0.28, 0], category: 'hats', availability: 'out_of_stock' },
    { id: 'lace', title: 'Lace', vector: [0, 0, 0, 1], category: 'laces', price: 1 },
  ],
  {
    alsoViewed: tableOf(ids, { shoe: { boot: 128, hat: 51 }, hat: { shoe: 51 } }),
    boughtTogether: tableOf(ids, { shoe: { lace: 255 }, boot: { lace: 128, hat: 26 } }),
    next: tableOf(ids, { shoe: { lace: 128 } }),
  },
  {
    popularity: Float32Array.of(1, 0.5, 0, 0.2, 0, 0),
    trend: Float32Array.of(0, 0, 0, 1, 0.9, 0),
    fresh: Float32Array.of(0, 0, 1, 0, 0, 0),
    rebuy: Float32Array.of(0, 0, 0, 0, 0, 0.6),
  },
);
export const scorer = createJsScorer(catalogue.rows);

export async function shelf(
  model: RecommendOptions['model'],
  events: readonly ShopperEvent[],
  given: Partial<Limits & Limits['admission']> = {},
  { now = 0, ...request }: Partial<RecommendOptions> & { now?: number } = {},
) {
  const visit = { catalogue, scorer, events, now };
  const { ranked } = await recommend(visit, { model, ...request }, limits(given));
  return ranked.map(({ row, score, reasons }) => ({ id: ids[row]!, score, reasons }));
}
export const names = (list: readonly { id: string }[]) => list.map(({ id }) => id);
