import { divergence } from './calibration.ts';
import type { Rows } from '../ports.ts';
import { dotExact, type Candidate } from '../vectors/rescore.ts';
import { dequantise } from '../vectors/quantise.ts';

/** A candidate, and the index of its interest if calibration needs it. */
export interface WithInterest extends Candidate {
  readonly interest?: number | undefined;
}

/** How a list is diversified and calibrated. */
export interface Diversity {
  readonly limit: number;
  /** Weight of the similarity to items picked before, in [0, 1]; 0 keeps score order. */
  readonly diversity: number;
  /** Weight of the divergence from the interests' shares, in [0, 1]; 0 ignores them. */
  readonly calibration: number;
  /** One for each interest; they add up to 1. */
  readonly shares: readonly number[];
}

/**
 * Picks items one after the other, each time the one with the highest `score - diversity * largest cosine to a pick -
 * calibration * divergence of the picks' interests from the shopper's`. Ties go to the lower row.
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

  const costOf = ({ interest }: C): number => {
    if (calibration === 0 || interest === undefined) return 0;
    return calibration * divergence(shares, counts, interest);
  };
  while (picked.length < limit && rest.length > 0) {
    let best = 0;
    let bestGain = -Infinity;
    rest.forEach(({ candidate, closest }, i) => {
      const gain = candidate.score - diversity * closest - costOf(candidate);
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
  return picked;
}

/** The best candidates of each interest, some more than its share of the list. Without interests, the best of all. */
function shortlist<C extends WithInterest>(
  candidates: readonly C[],
  limit: number,
  shares: readonly number[],
): C[] {
  const taken = shares.map(() => 0);
  const listed = candidates.filter(({ interest }) => {
    if (interest === undefined) return true;
    return taken[interest]!++ < 2 * Math.ceil(shares[interest]! * limit) + 2;
  });
  return listed.slice(0, 4 * limit);
}
