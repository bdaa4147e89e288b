import type { Catalogue } from '../catalogue.ts';
import type { Mix } from '../parameters.ts';
import type { WithInterest } from './diversify.ts';
import type { InterestVector } from './interests.ts';
import { addSignals } from './priors.ts';
import type { Retrieved, Score } from './retrieve.ts';
import { rowSignals } from './signals.ts';

/**
 * Gives each candidate the interest that adds most to its score, by tables, searches and content; none if no interest adds
 * anything. What an interest leads to need not resemble it: paper goes with a copier.
 */
export function raisedBy(
  interests: readonly InterestVector[],
  candidates: readonly Retrieved[],
  { interests: scored, priors }: Score,
  { mix, ...catalogue }: Pick<Catalogue, 'tables' | 'items'> & { readonly mix: Mix },
): (Retrieved & WithInterest)[] {
  const most = candidates.map(() => 0);
  const raised: (Retrieved & WithInterest)[] = [...candidates];
  const sums = new Float64Array(priors.length);
  interests.forEach(({ signals }, interest) => {
    for (const { row } of candidates) sums[row] = 0; // no other row is read
    addSignals(sums, catalogue, { signals: rowSignals(signals), mix });
    candidates.forEach((candidate, i) => {
      const { row, nearest, score } = candidate;
      const [strongest] = (nearest === undefined ? undefined : scored[nearest]?.signals) ?? [];
      const content = strongest && signals.includes(strongest) ? score - priors[row]! : 0;
      const amount = sums[row]! + content;
      if (amount <= most[i]!) return;
      most[i] = amount;
      raised[i] = { ...candidate, interest };
    });
  });
  return raised;
}
