import type { Table } from '../core/table.ts';
import { TopK } from '../core/vectors/top-k.ts';
import { createNeighbours } from './neighbours.ts';
import { tfIdf, type TermWeights } from './tf-idf.ts';

/** How many of an item's nearest are looked at to see how crowded it is where it stands. */
const NEAREST = 60;
/** Bounds the time: a word of more items than that leads to none. */
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
  const count = texts.length;
  const near = nearestItems(tfIdf(texts, MOST_ITEMS));
  const crowd = new Float64Array(count).fill(1);
  const followers = new Float64Array(count).fill(1);
  for (let row = 0; row < count; row++) {
    for (let i = near.offsets[row]!; i < near.offsets[row + 1]!; i++) {
      crowd[row]! += near.weights[i]!;
      followers[near.targets[i]!]! += near.weights[i]!;
    }
  }
  const neighbours = createNeighbours(count, most);
  for (let row = 0; row < count; row++) {
    for (let i = near.offsets[row]!; i < near.offsets[row + 1]!; i++) {
      const target = near.targets[i]!;
      neighbours.offer(row, target, near.weights[i]! / Math.sqrt(crowd[row]! * followers[target]!));
    }
  }
  return neighbours.table();
}

/** The nearest of each row by squared cosine, best first, by rows as in a `Table`. */
function nearestItems({ words, weights, items, itemWeights }: TermWeights) {
  const count = words.length;
  const offsets = new Uint32Array(count + 1);
  const targets = new Uint32Array(count * NEAREST);
  const squares = new Float32Array(count * NEAREST);
  const cosines = new Float64Array(count);
  for (let row = 0, end = 0; row < count; row++) {
    const met: number[] = [];
    words[row]!.forEach((word, i) => {
      const weight = weights[row]![i]!;
      items[word]!.forEach((item, j) => {
        if (cosines[item] === 0) met.push(item);
        cosines[item]! += weight * itemWeights[word]![j]!;
      });
    });
    const best = new TopK(NEAREST);
    for (const item of met) {
      if (item !== row) best.push(item, cosines[item]! ** 2);
      cosines[item] = 0;
    }
    for (const hit of best.sorted()) {
      targets[end] = hit.row;
      squares[end++] = hit.key;
    }
    offsets[row + 1] = end;
  }
  return { offsets, targets, weights: squares };
}
