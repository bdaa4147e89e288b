import type { EventName, ShopperEvent } from '../types.ts';
import { dequantise } from './quantise.ts';
import { dotExact } from './rescore.ts';
import type { Rows } from './ports.ts';
import { EVENT_WEIGHTS } from './event.ts';

/** Something that pulls towards (or, below zero, away from) one row's embedding. */
export interface Pull {
  readonly row: number;
  readonly weight: number;
  /** What the shopper did, or why the row counts. */
  readonly event: EventName | 'seed';
}

/** Pulls, and the unit vector they add up to. */
export interface Taste {
  readonly pulls: readonly Pull[];
  /** `[dim]`; the sum of `weight * embedding` over the pulls, times `norm`. */
  readonly query: Float32Array<ArrayBuffer>;
  readonly norm: number;
}

const HALF_LIFE = 7 * 24 * 3600 * 1000; // ms; a week-old view counts half of today's

/** What events say of rows, newest last. Items that the pack lacks say nothing. */
export function pullsOf(
  events: readonly ShopperEvent[],
  rowOf: ReadonlyMap<string, number>,
  now: number,
): Pull[] {
  return events.flatMap(({ name, ids, at }) => {
    const weight = EVENT_WEIGHTS[name] * 2 ** (-Math.max(0, now - at) / HALF_LIFE);
    if (weight === 0) return [];
    return ids.flatMap((id) => {
      const row = rowOf.get(id);
      return row === undefined ? [] : [{ row, weight, event: name }];
    });
  });
}

/** Adds pulls up. Nothing, where they cancel out or there are none. */
export function tasteOf(rows: Rows, pulls: readonly Pull[]): Taste | undefined {
  const sum = new Float64Array(rows.dim);
  for (const { row, weight } of pulls) {
    dequantise(rows, row).forEach((value, j) => {
      sum[j]! += weight * value;
    });
  }
  const length = Math.hypot(...sum);
  if (length < 1e-9) return undefined;
  return { pulls, query: Float32Array.from(sum, (value) => value / length), norm: 1 / length };
}

/** How much each pull adds to a row's score: they sum up to `query . row`, but for the rounding of the query to f32. */
export function pullShares(rows: Rows, { pulls, norm }: Taste, row: number): number[] {
  const target = dequantise(rows, row);
  return pulls.map((pull) => pull.weight * norm * dotExact(rows, pull.row, target));
}
