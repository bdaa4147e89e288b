import { bestRows } from '../../../core/search/word-search.ts';
import type { Item } from '../../../types.ts';
import type { Search } from './search-figures.ts';

/** How soon more of the same word counts less, and how far the length of a text counts. */
const K1 = 1.2;
const B = 0.75;

/**
 * Plain BM25 over title, brand, category and description as one text, without stems.
 *
 * @see Robertson & Zaragoza, "The Probabilistic Relevance Framework: BM25 and Beyond", 2009.
 */
export function plainBm25(items: readonly Item[]): Search {
  const counts = items.map(({ title, brand = '', category = '', description = '' }) =>
    countsOf(wordsOf(`${title} ${brand} ${category} ${description}`)),
  );
  const lengths = counts.map((count) => [...count.values()].reduce((sum, times) => sum + times, 0));
  const mean = lengths.reduce((sum, length) => sum + length, 0) / Math.max(1, items.length);
  const holders = countsOf(counts.flatMap((count) => [...count.keys()]));
  return (query) => {
    const scores = new Float32Array(items.length);
    for (const word of wordsOf(query)) {
      const having = holders.get(word) ?? 0;
      const idf = Math.log(1 + (items.length - having + 0.5) / (having + 0.5));
      counts.forEach((count, row) => {
        const times = count.get(word) ?? 0;
        scores[row]! += (idf * times * (K1 + 1)) / (times + K1 * (1 - B + (B * lengths[row]!) / mean));
      });
    }
    return bestRows(scores, 100).map((row) => items[row]!.id);
  };
}

function wordsOf(text: string): readonly string[] {
  return text.toLowerCase().match(/[\p{L}\p{N}]+/gu) ?? [];
}

function countsOf(words: readonly string[]): Map<string, number> {
  const counts = new Map<string, number>();
  for (const word of words) counts.set(word, (counts.get(word) ?? 0) + 1);
  return counts;
}
