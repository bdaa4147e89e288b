import type { Alternative, Expander } from './expand.ts';
import { tokensOf } from './tokens.ts';
import type { WordIndex } from './word-index.ts';

/** How soon more of the same word counts less, as in BM25. */
const K1 = 1.2;

/** The scores of items for a query. */
export interface WordScores {
  /** `[count]`, 0 for items that have none of the words. */
  readonly scores: Float32Array;
  /** `[count]`: the share of the query that the item has, from 0 to 1, by how rare its words are. */
  readonly coverage: Float32Array;
  /** The words that no item has, each with the terms that differ by a slip. */
  readonly misspelt: ReadonlyMap<string, readonly number[]>;
}

/** Scores all items for a query. @param typing Whether its last word may be unfinished. */
export function scoreWords(index: WordIndex, expander: Expander, query: string, typing = false): WordScores {
  const words = [...new Set(tokensOf(query))];
  const alternatives = expander.alternatives(words, typing);
  const scores = new Float32Array(index.count);
  const coverage = new Float32Array(index.count);
  const idfs = alternatives.map((own) => idfOf(index, own));
  const all = idfs.reduce((sum, idf) => sum + idf, 0) || 1;
  words.forEach((_, w) => {
    for (const [row, { score, factor }] of matches(index, alternatives[w]!)) {
      scores[row]! += idfs[w]! * score;
      coverage[row]! += (idfs[w]! * factor) / all;
    }
  });
  for (let row = 0; row < index.count; row++) scores[row]! *= coverage[row]!;
  const misspelt = words.flatMap((word, w) => {
    const slips = alternatives[w]!.filter(({ kind }) => kind === 'typo');
    return slips.length > 0 ? [[word, slips.flatMap(({ terms }) => terms)] as const] : [];
  });
  return { scores, coverage, misspelt: new Map(misspelt) };
}

/** How rare a word is: by the items that have it, or what stands for it best. */
function idfOf(index: WordIndex, alternatives: readonly Alternative[]): number {
  const best = Math.max(0, ...alternatives.map(({ factor }) => factor));
  const count = alternatives
    .filter(({ factor }) => factor >= 0.8 * best)
    .reduce((sum, { terms }) => sum + Math.min(...terms.map((term) => lengthOf(index, term))), 0);
  const items = Math.min(count, index.count);
  return Math.log(1 + (index.count - items + 0.5) / (items + 0.5));
}

function lengthOf({ starts }: WordIndex, term: number): number {
  return starts[term + 1]! - starts[term]!;
}

interface Match {
  readonly score: number;
  readonly factor: number;
}

/** The items that have what stands for a word, each with its best alternative. */
function matches(index: WordIndex, alternatives: readonly Alternative[]): Map<number, Match> {
  const found = new Map<number, Match>();
  for (const { terms, factor } of alternatives) {
    const [rarest, ...others] = terms.toSorted((a, b) => lengthOf(index, a) - lengthOf(index, b));
    for (let at = index.starts[rarest!]!; at < index.starts[rarest! + 1]!; at++) {
      const row = index.rows[at]!;
      let weight = index.weights[at]!;
      for (const other of others) weight = Math.min(weight, weightIn(index, other, row));
      if (weight === 0) continue;
      const score = (factor * weight * (K1 + 1)) / (weight + K1);
      const before = found.get(row);
      found.set(row, {
        score: Math.max(score, before?.score ?? 0),
        factor: Math.max(factor, before?.factor ?? 0),
      });
    }
  }
  return found;
}

/** The weight of a term in an item, 0 if it has it not. */
function weightIn({ starts, rows, weights }: WordIndex, term: number, row: number): number {
  let [low, high] = [starts[term]!, starts[term + 1]!];
  while (low < high) {
    const middle = (low + high) >> 1;
    if (rows[middle]! < row) low = middle + 1;
    else high = middle;
  }
  return low < starts[term + 1]! && rows[low] === row ? weights[low]! : 0;
}
