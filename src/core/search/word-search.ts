import type { Item } from '../../types/items.ts';
import { Expander, type Stem } from './expand.ts';
import { saysOf } from './negation.ts';
import { respell } from './respell.ts';
import { scoreWords } from './score-words.ts';
import { understand } from './understand.ts';
import { indexWords, type ItemWords } from './word-index.ts';

/** What a search by words finds. */
export interface WordHits {
  /** `[count]`, from 0 for items that have none of the words to 1 for the best one. */
  readonly scores: Float32Array;
  /** The share of the query that the best item has, from 0 to 1, by how rare its words are. */
  readonly coverage: number;
  /** The least and the largest price that the query names. */
  readonly price?: readonly [min: number, max: number];
  /** The query as the best item spells it, if no item has one of its words. */
  readonly corrected?: string;
}

/** Finds items by words. */
export type SearchWords = (query: string, typing?: boolean) => WordHits;

/** How many of the best items are asked whether they have what the query does not want. */
const ASKED = 300;
/** What is left of the score of an item that has it, and what one gains that says to do without. */
const HAS = 0.4;
const LACKS = 1.3;

/**
 * Indexes items, to be found by words.
 *
 * @param stem Takes the endings off a word of the catalogue's language.
 * @param telling Words of each item's description, in place of the description.
 * @returns Searches: `typing` says that the query's last word may be unfinished.
 */
export function createWordSearch(items: readonly Item[], stem: Stem, telling?: ItemWords): SearchWords {
  const index = indexWords(items, telling);
  const expander = new Expander(index, stem);
  const hasPrices = items.some(({ price }) => price !== undefined);
  return (query, typing = false) => {
    const { text, without, price } = understand(query, hasPrices);
    const { scores, coverage, misspelt } = scoreWords(index, expander, text, typing);
    if (without.length > 0) weighWithout(scores, { items, telling }, without, stem);
    const best = scores.reduce((most, score, row) => (score > scores[most]! ? row : most), 0);
    const most = scores[best] ?? 0;
    const corrected = most > 0 ? respell(query, misspelt, index, items[best]!) : query;
    if (most > 0) for (let row = 0; row < scores.length; row++) scores[row]! /= most;
    return {
      scores,
      coverage: coverage.reduce((largest, share) => Math.max(largest, share), 0),
      ...(price && { price }),
      ...(corrected !== query && { corrected }),
    };
  };
}

function weighWithout(
  scores: Float32Array,
  { items, telling }: { readonly items: readonly Item[]; readonly telling: ItemWords | undefined },
  without: readonly string[],
  stem: Stem,
): void {
  for (const row of bestRows(scores, ASKED)) {
    for (const word of without) {
      const says = saysItem(items[row]!, telling?.[row], word, stem);
      scores[row]! *= says === 'has' ? HAS : says === 'lacks' ? LACKS : 1;
    }
  }
}

/** What an item says of a word. A long description mentions much that the item does not have, so its telling words count. */
function saysItem(
  { title, description = '' }: Item,
  telling: readonly string[] | undefined,
  word: string,
  stem: Stem,
): ReturnType<typeof saysOf> {
  if (!telling) return saysOf([title, description], word, stem);
  const isDenied = saysOf([description], word, stem) === 'lacks';
  return saysOf(isDenied ? [title] : [title, ...telling], word, stem);
}

/** The rows with the best scores above 0, the best first; of equal ones the first. */
export function bestRows(scores: Float32Array, limit: number): number[] {
  const found: number[] = [];
  scores.forEach((score, row) => {
    if (score > 0) found.push(row);
  });
  return found.sort((a, b) => scores[b]! - scores[a]! || a - b).slice(0, limit);
}
