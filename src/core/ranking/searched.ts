import type { ShopperEvent } from '../../types/events.ts';
import type { Catalogue } from '../catalogue.ts';
import { isSensitive } from '../history/sensitive.ts';
import { foundRows } from '../search/found-rows.ts';

/**
 * The ids of the items that a search has found: those that the shop names with it, or else those that have its words. Items
 * that must not be remembered are left out.
 */
export function searchedIds(
  { ids, term = '' }: Pick<ShopperEvent, 'ids' | 'term'>,
  catalogue: Pick<Catalogue, 'items' | 'sensitive'>,
): readonly string[] {
  if (ids.length > 0) return ids.slice(0, 8);
  return foundRows(catalogue.items, term).flatMap((row) => {
    const item = catalogue.items[row]!;
    return isSensitive(item, catalogue) ? [] : [item.id];
  });
}
