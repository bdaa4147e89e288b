import { admits } from './filters.ts';
import type { RankShelf } from './visit.ts';

/** Ranks what was viewed, the last first; the n-th item scores 1/n. */
export const rankRecentlyViewed: RankShelf = (
  { catalogue: { items, rowOf }, events },
  _request,
  { limit, admission },
) => {
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
};
