import { divergence } from './calibration.ts';
import type { Rows } from '../ports.ts';
import { dotExact, type Candidate } from '../vectors/rescore.ts';
import { dequantise } from '../vectors/quantise.ts';

/** A candidate, and the interest that it is of, if that matters. */
export interface Sourced extends Candidate {
  readonly interest?: number | undefined;
}

export interface Selection {
  readonly limit: number;
  /** Weight of the resemblance to what is picked, in [0, 1]; 0 keeps score order. */
  readonly diversity: number;
  /** Weight of keeping to the interests' shares, in [0, 1]; 0 does not. */
  readonly calibration: number;
  /** Of each interest; they add up to 1. */
  readonly shares: readonly number[];
}

/**
 * Picks greedily what is best beside what is picked: `score - diversity * largest cosine to a pick - calibration * the
 * divergence of the picks' interests from the shopper's`. Ties go to the lower row.
 *
 * Cost: O(limit^2 * dim) with diversity, else O(limit^2): a few times the limit of candidates are looked at.
 *
 * @see Carbonell & Goldstein, "The Use of MMR, Diversity-Based Reranking for Reordering Documents and Producing
 * Summaries", SIGIR 1998; Steck, "Calibrated Recommendations", RecSys 2018.
 * @param candidates Best first.
 */
export function select<C extends Sourced>(
  rows: Rows,
  candidates: readonly C[],
  { limit, diversity, calibration, shares }: Selection,
): C[] {
  if (diversity === 0 && (calibration === 0 || shares.length < 2)) return candidates.slice(0, limit);
  const rest = worthALook(candidates, limit, shares).map((candidate) => ({ candidate, closest: 0 }));
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

/** The best few of each interest, some more than would be its share of the list; without interests, the best few in all. */
function worthALook<C extends Sourced>(
  candidates: readonly C[],
  limit: number,
  shares: readonly number[],
): C[] {
  const taken = shares.map(() => 0);
  const looked = candidates.filter(({ interest }) => {
    if (interest === undefined) return true;
    return taken[interest]!++ < 2 * Math.ceil(shares[interest]! * limit) + 2;
  });
  return looked.slice(0, 4 * limit);
}
