import { dequantise } from './quantise.ts';
import type { RankingParameters } from './parameters.ts';
import type { Rows } from './ports.ts';
import type { Pull } from './pulls.ts';
import { dotExact } from './rescore.ts';

/** Pulls that go the same way, and the unit vector that they add up to. */
export interface InterestVector {
  readonly pulls: readonly Pull[];
  /** `[dim]`; the sum of `weight * embedding` over the pulls, times `norm`. */
  readonly query: Float32Array<ArrayBuffer>;
  readonly norm: number;
  /** The weight of what pulls towards it. */
  readonly strength: number;
}

interface Cluster {
  readonly pulls: Pull[];
  readonly sum: Float64Array;
  strength: number;
}

/**
 * Groups pulls into interests, so that two tastes do not blur into a third that is neither: each pull, the strongest
 * first, joins the interest that it is nearest to, or starts one if none is near (leader clustering, Hartigan 1975, with
 * means that move). What pulls away joins the nearest and starts none.
 *
 * @returns Strongest first; an interest whose pulls cancel out is not there.
 */
export function interestsOf(
  rows: Rows,
  pulls: readonly Pull[],
  { interests: most, interestCosine }: Pick<RankingParameters, 'interests' | 'interestCosine'>,
): InterestVector[] {
  const clusters: Cluster[] = [];
  for (const pull of pulls.toSorted((a, b) => b.weight - a.weight)) {
    const vector = dequantise(rows, pull.row);
    const near = nearest(clusters, vector);
    const joins = near && (near.cosine >= interestCosine || clusters.length === most);
    if (joins) add(near.cluster, pull, vector);
    else if (pull.weight > 0) {
      const cluster = { pulls: [], sum: new Float64Array(rows.dim), strength: 0 };
      clusters.push(cluster);
      add(cluster, pull, vector);
    }
  }
  return clusters
    .flatMap(({ pulls: own, sum, strength }) => {
      const length = Math.hypot(...sum);
      if (length < 1e-9) return [];
      return [{ pulls: own, strength, norm: 1 / length, query: Float32Array.from(sum, (v) => v / length) }];
    })
    .sort((a, b) => b.strength - a.strength);
}

/** How much each pull adds to the cosine of a row: they sum up to it, but for the rounding of the query to f32. */
export function pullShares(rows: Rows, { pulls, norm }: InterestVector, row: number): number[] {
  const target = dequantise(rows, row);
  return pulls.map((pull) => pull.weight * norm * dotExact(rows, pull.row, target));
}

function add(cluster: Cluster, pull: Pull, vector: Float32Array): void {
  cluster.pulls.push(pull);
  cluster.strength += Math.max(0, pull.weight);
  for (let j = 0; j < vector.length; j++) cluster.sum[j]! += pull.weight * vector[j]!;
}

function nearest(clusters: readonly Cluster[], vector: Float32Array) {
  let best: { cluster: Cluster; cosine: number } | undefined;
  for (const cluster of clusters) {
    let [dot, square] = [0, 0];
    for (let j = 0; j < vector.length; j++) {
      dot += cluster.sum[j]! * vector[j]!;
      square += cluster.sum[j]! ** 2;
    }
    const cosine = square > 0 ? dot / Math.sqrt(square) : 0;
    if (!best || cosine > best.cosine) best = { cluster, cosine };
  }
  return best;
}
