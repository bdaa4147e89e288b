import type { Table } from '../core/table.ts';
import { TopK } from '../core/vectors/top-k.ts';
import { createNeighbours } from './neighbours.ts';
import { tfIdf, type TermWeights } from './tf-idf.ts';

/** For each item, this many of the most similar items are looked at. */
const NEAREST = 60;
/** A word in the texts of more items than this is not followed, so that the time stays bounded. */
const MAX_ITEMS = 2000;

/**
 * Finds items whose texts share rare words. The similarity of two items is the cosine of their TF-IDF rows, squared, so
 * that one frequent word in common counts little. It is then divided by the root of the two items' total similarities
 * (each with itself and with others): if many items look alike, each of them gets a low weight. This is the normalised
 * graph of Zhou et al. ("Learning with local and global consistency", NIPS 2003).
 *
 * The table needs no orders, so it also leads to items that nobody has ordered yet.
 *
 * @param limit Neighbours kept of each row, at most `NEAREST`.
 */
export function similarItems(texts: readonly string[], limit: number): Table {
  const count = texts.length;
  const nearest = nearestItems(tfIdf(texts, MAX_ITEMS));
  const outgoing = new Float64Array(count).fill(1);
  const incoming = new Float64Array(count).fill(1);
  for (let row = 0; row < count; row++) {
    for (let i = nearest.offsets[row]!; i < nearest.offsets[row + 1]!; i++) {
      outgoing[row]! += nearest.weights[i]!;
      incoming[nearest.targets[i]!]! += nearest.weights[i]!;
    }
  }
  const neighbours = createNeighbours(count, limit);
  for (let row = 0; row < count; row++) {
    for (let i = nearest.offsets[row]!; i < nearest.offsets[row + 1]!; i++) {
      const target = nearest.targets[i]!;
      neighbours.offer(row, target, nearest.weights[i]! / Math.sqrt(outgoing[row]! * incoming[target]!));
    }
  }
  return neighbours.table();
}

/** The most similar items of each row by squared cosine, best first, in the layout of a `Table`. */
function nearestItems({ words, weights, items, itemWeights }: TermWeights) {
  const count = words.length;
  const offsets = new Uint32Array(count + 1);
  const targets = new Uint32Array(count * NEAREST);
  const squares = new Float32Array(count * NEAREST);
  const cosines = new Float64Array(count);
  for (let row = 0, end = 0; row < count; row++) {
    const found: number[] = [];
    words[row]!.forEach((word, i) => {
      const weight = weights[row]![i]!;
      items[word]!.forEach((item, j) => {
        if (cosines[item] === 0) found.push(item);
        cosines[item]! += weight * itemWeights[word]![j]!;
      });
    });
    const best = new TopK(NEAREST);
    for (const item of found) {
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
