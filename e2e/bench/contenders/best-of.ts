import { TopK } from '../../../src/core/vectors/top-k.ts';
import type { Found } from '../contender.ts';

/** The best `k` of a score for every row, with a bounded heap: for contenders that have no such choice of their own. */
export function bestOf(scores: ArrayLike<number>, k: number): Found {
  const best = new TopK(k);
  for (let row = 0; row < scores.length; row++) best.push(row, scores[row]!);
  return foundOf(best);
}

export function foundOf(best: TopK): Found {
  const sorted = best.sorted();
  return { ids: sorted.map(({ row }) => row), scores: sorted.map(({ key }) => key) };
}
