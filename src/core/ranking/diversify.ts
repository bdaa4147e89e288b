import { divergence } from './calibration.ts';
import type { Rows } from '../ports.ts';
import { byScoreThenRow, dotExact, type Candidate } from '../vectors/rescore.ts';
import { dequantise } from '../vectors/quantise.ts';

/** A candidate, and the index of its interest; without one if no interest raised it. */
export interface WithInterest extends Candidate {
  readonly interest?: number | undefined;
}

/** How a list is diversified and calibrated. */
export interface Diversity {
  readonly limit: number;
  /** Weight of the similarity to items picked before, in [0, 1]; 0 keeps score order. */
  readonly diversity: number;
  /** Weight of the divergence from the interests' shares, in [0, 1]: 0 ignores them, and with 1 they alone decide. */
  readonly calibration: number;
  /** One for each interest; they add up to 1. */
  readonly shares: readonly number[];
}

/**
 * Picks items one after the other, each time the one with the highest `score - diversity * largest cosine to a pick -
 * calibration / (1 - calibration) * best score * divergence of the picks' interests from the shopper's`. Ties go to the lower
 * row. Without diversity the picks then stand in the order of their scores.
 *
 * Cost: O(limit^2 * dim) with diversity, else O(limit^2), since only the best few candidates for each place are considered.
 *
 * @see Carbonell & Goldstein, "The Use of MMR, Diversity-Based Reranking for Reordering Documents and Producing
 * Summaries", SIGIR 1998; Steck, "Calibrated Recommendations", RecSys 2018.
 * @param candidates Best first.
 */
export function diversify<C extends WithInterest>(
  rows: Rows,
  candidates: readonly C[],
  { limit, diversity, calibration, shares }: Diversity,
): C[] {
  if (diversity === 0 && (calibration === 0 || shares.length < 2)) return candidates.slice(0, limit);
  const rest = shortlist(candidates, limit, shares).map((candidate) => ({ candidate, closest: 0 }));
  const picked: C[] = [];
  const counts = shares.map(() => 0);

  // A score has no unit: a long history gives larger ones than a single view.
  const weight = (calibration / Math.max(1 - calibration, 1e-3)) * Math.max(0, candidates[0]?.score ?? 0);
  while (picked.length < limit && rest.length > 0) {
    // What one more item of each interest costs, and of none.
    const costs = weight === 0 ? [] : shares.map((_, i) => weight * divergence(shares, counts, i));
    const alone = weight === 0 ? 0 : weight * divergence(shares, counts, -1);
    let best = 0;
    let bestGain = -Infinity;
    rest.forEach(({ candidate, closest }, i) => {
      const cost = costs[candidate.interest ?? -1] ?? alone;
      const gain = candidate.score - diversity * closest - cost;
      if (gain > bestGain) [best, bestGain] = [i, gain];
    });
    const [pick] = rest.splice(best, 1);
    const { candidate } = pick!;
    picked.push(candidate);
    if (candidate.interest !== undefined) counts[candidate.interest]!++;
    if (diversity === 0) continue;
    const embedding = dequantise(rows, candidate.row);
    for (const other of rest)
      other.closest = Math.max(other.closest, dotExact(rows, other.candidate.row, embedding));
  }
  return diversity === 0 ? picked.sort(byScoreThenRow) : picked;
}

/** The best candidates of all, as many as the limit and some more, and the best of each interest, more than its share. */
function shortlist<C extends WithInterest>(
  candidates: readonly C[],
  limit: number,
  shares: readonly number[],
): C[] {
  const taken = shares.map(() => 0);
  return candidates.filter(
    ({ interest }, place) =>
      (interest !== undefined && taken[interest]!++ < Math.ceil(shares[interest]! * limit) + 2) ||
      place < limit + 8,
  );
}
