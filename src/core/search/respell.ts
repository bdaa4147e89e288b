import type { Item } from '../../types/items.ts';
import { folded } from './tokens.ts';
import type { WordIndex } from './word-index.ts';

const WORD = /[\p{L}\p{M}\p{N}]+/gu;

/**
 * A query with its misspelt words as an item spells them; as it is if the item has none of them.
 *
 * @param misspelt The terms that a word may stand for, by the word as `tokensOf` writes it.
 */
export function respell(
  query: string,
  misspelt: ReadonlyMap<string, readonly number[]>,
  { words }: WordIndex,
  { title, brand = '', category = '' }: Item,
): string {
  if (misspelt.size === 0) return query;
  const spellings = new Map(`${title} ${brand} ${category}`.match(WORD)?.map((word) => [folded(word), word]));
  return query.replace(WORD, (word) => {
    const meant = misspelt.get(folded(word))?.find((term) => spellings.has(words[term]!));
    return meant === undefined ? word : spellings.get(words[meant]!)!.toLowerCase();
  });
}
