import { seeded } from '../../core/vectors/random.ts';
import { TopK } from '../../core/vectors/top-k.ts';
import type { Case, Shopper } from './data.ts';

/** Ranks items for a case, without the items that the case gives. */
export type Rank = (asked: Case, k: number) => readonly number[] | Promise<readonly number[]>;

/** The items that a case gives, which no answer may have. */
export function givenIn({ history, basket = [] }: Case): Set<number> {
  return new Set([...history.map(({ item }) => item), ...basket]);
}

/** Ranks items in a random order, from a seed. */
export function randomBaseline(count: number, seed: number): Rank {
  const random = seeded(seed);
  return (asked, k) => {
    const given = givenIn(asked);
    const picked = new Set<number>();
    while (picked.size < Math.min(k, count - given.size)) {
      const item = Math.floor(random() * count);
      if (!given.has(item)) picked.add(item);
    }
    return [...picked];
  };
}

/** Ranks items by the number of times that they were bought. */
export function popularityBaseline(train: readonly Shopper[], count: number): Rank {
  const scores = popularity(train, count);
  return (asked, k) => best(scores, asked, k);
}

/** Ranks items by how often they directly followed the last item (a Markov chain of first order), and then by popularity. */
export function markovBaseline(train: readonly Shopper[], count: number): Rank {
  const popular = popularity(train, count);
  const max = 1 + popular.reduce((a, b) => Math.max(a, b), 0);
  const shares = popular.map((value) => value / max);
  const followers = Array.from({ length: count }, () => new Map<number, number>());
  for (const { lines } of train) {
    for (let i = 1; i < lines.length; i++) bump(followers[lines[i - 1]!.item]!, lines[i]!.item, 1);
  }
  return (asked, k) => {
    const scores = shares.slice();
    const last = asked.basket?.at(-1) ?? asked.history.at(-1)?.item;
    if (last !== undefined) for (const [item, times] of followers[last]!) scores[item]! += times;
    return best(scores, asked, k);
  };
}

const LAST_ITEMS = 5;

/**
 * Ranks items by the cosine of their sets of buyers with those of the last five items, which are weighted by 1 / position.
 *
 * @see Sarwar et al., "Item-based Collaborative Filtering Recommendation Algorithms", WWW 2001.
 */
export function itemKnnBaseline(train: readonly Shopper[], count: number): Rank {
  const together = Array.from({ length: count }, () => new Map<number, number>());
  const buyers = new Float64Array(count);
  for (const { lines } of train) {
    const items = [...new Set(lines.map(({ item }) => item))];
    for (const a of items) {
      buyers[a]!++;
      for (const b of items) if (a !== b) bump(together[a]!, b, 1);
    }
  }
  return (asked, k) => {
    const scores = new Float64Array(count);
    const items = asked.basket ?? asked.history.map(({ item }) => item);
    const recent = [...new Set(items.toReversed())].slice(0, asked.basket ? Infinity : LAST_ITEMS);
    recent.forEach((from, i) => {
      const weight = asked.basket ? 1 : 1 / (i + 1);
      for (const [item, both] of together[from]!)
        scores[item]! += (weight * both) / Math.sqrt(buyers[from]! * buyers[item]!);
    });
    return best(scores, asked, k);
  };
}

function popularity(train: readonly Shopper[], count: number): Float64Array {
  const counts = new Float64Array(count);
  for (const { lines } of train) for (const { item } of lines) counts[item]!++;
  return counts;
}

function best(scores: Float64Array, asked: Case, k: number): number[] {
  const given = givenIn(asked);
  // Looking up each item of a catalogue takes far longer than ranking the given ones too.
  const top = new TopK(k + given.size);
  for (let item = 0; item < scores.length; item++) if (scores[item]! > 0) top.push(item, scores[item]!);
  return top
    .sorted()
    .map(({ row }) => row)
    .filter((item) => !given.has(item))
    .slice(0, k);
}

function bump(counts: Map<number, number>, key: number, by: number): void {
  counts.set(key, (counts.get(key) ?? 0) + by);
}
