import type { Table } from '../core/table.ts';
import type { Hit } from '../core/ports.ts';
import { TopK } from '../core/top-k.ts';
import { createNeighbours } from './neighbours.ts';
import { tfIdf, type TermWeights } from './tf-idf.ts';

/** How many of an item's nearest are looked at to see how crowded it is where it stands. */
const NEAREST = 60;
/** Bounds the time: a catalogue of 50,000 with 30 words a text takes 3e9 steps. */
const MOST_ITEMS = 2000;

/**
 * Items whose texts share rare words: the cosine of TF-IDF rows, squared, so that one frequent word in common counts for
 * little, and divided by the root of how much each of the two resembles others and itself: where many look alike, none is
 * likely to be the one. (The normalised graph of Zhou et al., "Learning with local and global consistency", NIPS 2003.)
 *
 * It needs no orders, so it leads to items that nobody has ordered yet.
 *
 * @param most Neighbours kept a row, `NEAREST` at the most.
 */
export function similarItems(texts: readonly string[], most: number): Table {
  const terms = tfIdf(texts, MOST_ITEMS);
  const cosines = new Float32Array(texts.length);
  const nearest = texts.map((_, row) => nearestTo(row, terms, cosines));

  const crowd = nearest.map((hits) => hits.reduce((sum, { key }) => sum + key, 1));
  const followers = new Float64Array(texts.length).fill(1);
  for (const hits of nearest) for (const { row, key } of hits) followers[row]! += key;

  const neighbours = createNeighbours(texts.length, most);
  nearest.forEach((hits, from) => {
    for (const { row, key } of hits)
      neighbours.offer(from, row, key / Math.sqrt(crowd[from]! * followers[row]!));
  });
  return neighbours.table();
}

/**
 * The nearest by squared cosine, best first.
 *
 * @param cosines `[count]` zeros, and left so.
 */
function nearestTo(row: number, terms: TermWeights, cosines: Float32Array): Hit[] {
  const met: number[] = [];
  terms.words[row]!.forEach((word, i) => {
    const weight = terms.weights[row]![i]!;
    const weights = terms.itemWeights[word]!;
    terms.items[word]!.forEach((item, j) => {
      if (cosines[item] === 0) met.push(item);
      cosines[item]! += weight * weights[j]!;
    });
  });
  const best = new TopK(NEAREST);
  for (const item of met) {
    if (item !== row) best.push(item, cosines[item]! ** 2);
    cosines[item] = 0;
  }
  return best.sorted();
}
