import { RANKING } from '../parameters.ts';
import { byScoreThenRow } from '../vectors/rescore.ts';
import { admits } from './filters.ts';
import { isDue, purchasesOf } from './shopper.ts';
import type { RankShelf } from './visit.ts';

/**
 * Ranks what the shopper bought and may need again: what they bought more than once, or many of its buyers did, once the usual
 * time between two orders of it is nearly over.
 * Score: `1 - (1 - p) ** n`, where p is the share of buyers who bought the item again (at least `parameters.rebuy`), and n
 * counts this shopper's purchases of it.
 */
export const rankBuyAgain: RankShelf = (
  { catalogue, events, now, parameters = RANKING },
  _request,
  { limit, admission, threshold },
) => {
  const { items, columns } = catalogue;
  const { rebuy } = parameters;
  return [...purchasesOf(events, catalogue)]
    .filter(([row, bought]) => bought.count > 1 || columns.rebuy[row]! >= rebuy)
    .filter(([row, bought]) => isDue(bought, columns.interval[row]!, now, parameters))
    .map(([row, { count }]) => ({ row, score: 1 - (1 - Math.max(rebuy, columns.rebuy[row]!)) ** count }))
    .filter(({ row, score }) => score > threshold && admits(admission, items[row]!, row))
    .sort(byScoreThenRow)
    .slice(0, limit)
    .map(({ row, score }) => ({
      row,
      score,
      reasons: [{ event: 'purchase' as const, objectID: items[row]!.id, share: 1 }],
    }));
};
