import type { Catalogue } from '../catalogue.ts';
import type { RankingParameters } from '../parameters.ts';
import type { AnySignal } from './signals.ts';

/**
 * Signals of which those that a purchase has settled count less for their own category: the purchase itself, and what the
 * shopper did before it with items of its category. They count in proportion to the share of buyers who come back for the
 * category, and fully if that share is `returns` or more, or not known. For other categories they count as before, so that
 * what follows the purchase comes instead.
 *
 * @param signals Oldest first.
 */
export function settled(
  signals: readonly AnySignal[],
  { items, columns }: Pick<Catalogue, 'items' | 'columns'>,
  { returns: full }: Pick<RankingParameters, 'returns'>,
): readonly AnySignal[] {
  const shares = new Map<string, number>(); // of the categories that were bought, by the last purchase of each
  return signals
    .toReversed()
    .map((signal) => {
      if (!('row' in signal) || signal.weight <= 0) return signal;
      const { category } = items[signal.row]!;
      if (category === undefined) return signal;
      const share = columns.returns[signal.row]! / full;
      if (signal.event === 'purchase' && share > 0 && !shares.has(category)) shares.set(category, share);
      const returns = shares.get(category) ?? 1;
      return returns < 1 ? { ...signal, returns } : signal;
    })
    .reverse();
}
