import { dequantise } from '../vectors/quantise.ts';
import type { RankingParameters } from '../parameters.ts';
import type { Rows } from '../ports.ts';
import type { AnySignal } from './signals.ts';
import { dotExact } from '../vectors/rescore.ts';

/** Signals that point the same way, and the unit vector that they add up to. */
export interface InterestVector {
  readonly signals: readonly AnySignal[];
  /** `[dim]`; the sum of `weight * embedding` over the signals, times `norm`. */
  readonly query: Float32Array<ArrayBuffer>;
  readonly norm: number;
  /** The sum of the positive weights. */
  readonly strength: number;
}

interface Cluster {
  readonly signals: AnySignal[];
  readonly sum: Float64Array;
  /** The squared length of `sum`. */
  square: number;
  strength: number;
}

/**
 * Groups signals into interests, so that two tastes do not blur into a third that is neither. Each signal, the strongest
 * first, joins the nearest interest, or starts one if none is near (leader clustering, Hartigan 1975, with moving means).
 * A signal with a negative weight never starts one.
 *
 * @returns Strongest first, without interests whose signals cancel out.
 */
export function interestsOf(
  rows: Rows,
  signals: readonly AnySignal[],
  {
    interests: max,
    interestEvents,
    interestCosine,
  }: Pick<RankingParameters, 'interests' | 'interestEvents' | 'interestCosine'>,
): InterestVector[] {
  const clusters: Cluster[] = [];
  const strongest = signals
    .toSorted((a, b) => Math.abs(b.weight) - Math.abs(a.weight))
    .slice(0, interestEvents)
    .sort((a, b) => b.weight - a.weight);
  for (const signal of strongest) {
    const vector = 'row' in signal ? dequantise(rows, signal.row) : signal.vector;
    const near = nearest(clusters, vector);
    const joins = near && (near.cosine >= interestCosine || clusters.length === max);
    if (joins) add(near.cluster, signal, vector);
    else if (signal.weight > 0) {
      const cluster = { signals: [], sum: new Float64Array(rows.dim), square: 0, strength: 0 };
      clusters.push(cluster);
      add(cluster, signal, vector);
    }
  }
  return clusters
    .flatMap(({ signals: own, sum, square, strength }) => {
      const length = Math.sqrt(square);
      if (length < 1e-9) return [];
      const query = new Float32Array(sum.length);
      for (let j = 0; j < sum.length; j++) query[j] = sum[j]! / length;
      return [{ signals: own, strength, norm: 1 / length, query }];
    })
    .sort((a, b) => b.strength - a.strength);
}

/** The interest that a row is nearest to, and its cosine. `interests` must not be empty. */
export function nearestInterest(
  rows: Rows,
  interests: readonly Pick<InterestVector, 'query'>[],
  row: number,
): { readonly index: number; readonly cosine: number } {
  const cosines = interests.map(({ query }) => dotExact(rows, row, query));
  const cosine = Math.max(...cosines);
  return { index: cosines.indexOf(cosine), cosine };
}

/** How much each signal adds to a row's cosine to the interest. Up to the rounding of the query to f32, they add up to it. */
export function signalShares(rows: Rows, { signals, norm }: InterestVector, row: number): number[] {
  const target = dequantise(rows, row);
  return signals.map((signal) => {
    const cosine = 'row' in signal ? dotExact(rows, signal.row, target) : dot(target, signal.vector);
    return signal.weight * norm * cosine;
  });
}

function add(cluster: Cluster, signal: AnySignal, vector: Float32Array): void {
  const { signals, sum } = cluster;
  signals.push(signal);
  cluster.strength += Math.max(0, signal.weight);
  cluster.square = 0;
  for (let j = 0; j < vector.length; j++) {
    const value = sum[j]! + signal.weight * vector[j]!;
    sum[j] = value;
    cluster.square += value * value;
  }
}

function nearest(clusters: readonly Cluster[], vector: Float32Array) {
  let best: { cluster: Cluster; cosine: number } | undefined;
  for (const cluster of clusters) {
    const cosine = cluster.square > 0 ? dot(cluster.sum, vector) / Math.sqrt(cluster.square) : 0;
    if (!best || cosine > best.cosine) best = { cluster, cosine };
  }
  return best;
}

function dot(a: Float64Array | Float32Array, b: Float32Array): number {
  let [even, odd] = [0, 0];
  for (let j = 0; j < b.length; j += 2) {
    even += a[j]! * b[j]!;
    odd += a[j + 1]! * b[j + 1]!;
  }
  return even + odd;
}
