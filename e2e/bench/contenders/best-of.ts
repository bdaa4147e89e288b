import { TopK } from '../../../src/core/vectors/top-k.ts';
import type { Found } from '../contender.ts';

/** Selects the best `k` scores with a bounded heap, for contenders without a selection of their own. */
export function bestOf(scores: ArrayLike<number>, k: number): Found {
  const best = new TopK(k);
  for (let row = 0; row < scores.length; row++) best.push(row, scores[row]!);
  return foundOf(best);
}

export function foundOf(best: TopK): Found {
  const sorted = best.sorted();
  return { ids: sorted.map(({ row }) => row), scores: sorted.map(({ key }) => key) };
}
