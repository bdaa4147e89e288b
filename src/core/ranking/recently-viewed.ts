import type { ShopperEvent } from '../../types.ts';
import type { Catalogue } from '../catalogue.ts';
import { admits } from './filters.ts';
import type { Limits, Ranked } from './rank.ts';

/** What was viewed, last first; the score falls from 1 by rank. */
export function rankRecentlyViewed(
  { items, rowOf }: Catalogue,
  events: readonly ShopperEvent[],
  { limit, admission }: Limits,
): Ranked[] {
  const views = events.filter(({ name }) => name === 'view_item').toReversed();
  const rows = new Set(views.flatMap(({ ids }) => ids.flatMap((id) => rowOf.get(id) ?? [])));
  return [...rows]
    .filter((row) => admits(admission, items[row]!, row))
    .slice(0, limit)
    .map((row, i) => ({
      row,
      score: 1 / (i + 1),
      reasons: [{ event: 'view_item' as const, objectID: items[row]!.id, share: 1 }],
    }));
}
