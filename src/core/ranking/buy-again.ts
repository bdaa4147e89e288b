import type { ShopperEvent } from '../../types.ts';
import type { Catalogue } from '../catalogue.ts';
import { admits } from './filters.ts';
import type { RankingParameters } from '../parameters.ts';
import type { Limits, Ranked } from './rank.ts';
import { byScoreThenRow } from '../vectors/rescore.ts';

/**
 * What the shopper bought and may need again: what they bought more than once, and what others do. The score is 1 less what
 * is left when each further purchase leaves that share of doubt which the buyers of the item leave.
 */
export function rankBuyAgain(
  { items, rowOf, columns }: Catalogue,
  events: readonly ShopperEvent[],
  { limit, admission, threshold }: Limits,
  { rebuy }: Pick<RankingParameters, 'rebuy'>,
): Ranked[] {
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
}
