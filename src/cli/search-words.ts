import { tellingWords } from '../core/search/telling-words.ts';
import { encodeWords, type RowWords } from '../pack/words-file.ts';
import type { Item } from '../types.ts';
import { nodeDeflate } from './node-deflate.ts';

/** Bytes of an item's words in the pack, on average; a small catalogue, whose words recur less, may have some more in all. */
const MAX_BYTES = 60;
const SMALL = 4096;

/** The words of descriptions that a pack gives to searches: as many of the most telling ones as 60 bytes an item hold. */
export async function searchWords(items: readonly Item[]): Promise<RowWords> {
  let words: RowWords = tellingWords(items);
  let most = Math.max(0, ...words.map(({ length }) => length));
  while ((await encodeWords(words, nodeDeflate)).length > MAX_BYTES * items.length + SMALL) {
    most = Math.floor(most * 0.8);
    words = words.map((own) => own.slice(0, most));
  }
  return words;
}
