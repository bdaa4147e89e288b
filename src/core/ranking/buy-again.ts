import { RANKING } from '../parameters.ts';
import { byScoreThenRow } from '../vectors/rescore.ts';
import { admits } from './filters.ts';
import type { RankShelf } from './visit.ts';

/**
 * Ranks what the shopper bought and may need again: what they bought more than once, or many of its buyers did.
 * Score: `1 - (1 - p) ** n`, where p is the share of buyers who bought the item again (at least `parameters.rebuy`), and n
 * counts this shopper's purchases of it.
 */
export const rankBuyAgain: RankShelf = (
  { catalogue: { items, rowOf, columns }, events, parameters: { rebuy } = RANKING },
  _request,
  { limit, admission, threshold },
) => {
  const times = new Map<number, number>();
  for (const { name, ids } of events) {
    if (name !== 'purchase') continue;
    for (const row of new Set(ids.flatMap((id) => rowOf.get(id) ?? [])))
      times.set(row, (times.get(row) ?? 0) + 1);
  }
  return [...times]
    .filter(([row, count]) => count > 1 || columns.rebuy[row]! >= rebuy)
    .map(([row, count]) => ({ row, score: 1 - (1 - Math.max(rebuy, columns.rebuy[row]!)) ** count }))
    .filter(({ row, score }) => score > threshold && admits(admission, items[row]!, row))
    .sort(byScoreThenRow)
    .slice(0, limit)
    .map(({ row, score }) => ({
      row,
      score,
      reasons: [{ event: 'purchase' as const, objectID: items[row]!.id, share: 1 }],
    }));
};
