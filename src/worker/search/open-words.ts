import { stemOf } from '../../core/search/stem-of.ts';
import type { ItemWords } from '../../core/search/word-index.ts';
import { createWordSearch, type SearchWords } from '../../core/search/word-search.ts';
import type { Item } from '../../types.ts';

/**
 * Indexes items by their words.
 *
 * @param telling Words of each item's description, in place of the description.
 * @param language A BCP 47 tag; English by default.
 */
export async function openWords(
  items: readonly Item[],
  telling: ItemWords | undefined,
  language?: string,
): Promise<SearchWords> {
  return createWordSearch(items, await stemOf(language), telling);
}
