import type { Columns } from '../core/catalogue.ts';
import type { History } from './histories.ts';
import type { LearningParameters } from './parameters.ts';
import type { Noise } from './private.ts';
import { evenStep, STEPS, stepped } from './steps.ts';

interface ItemCounts {
  /** @param history See `bounded`. */
  add(history: History): void;
  /** @param noise If given, numbers have noise, and neither how new an item is nor how often it is bought again is told. */
  result(noise?: Noise): {
    readonly columns: Omit<Columns, 'interval' | 'returns'>;
    readonly most: number;
    /** `[count]`: how many shoppers have each item; 0 if that is not told. */
    readonly shoppers: Float64Array;
  };
}

/** What the orders say of each item by itself. */
export interface ItemFacts {
  /** See `createItemCounts`. */
  readonly columns: Columns;
  /** About how many shoppers the most popular item has: a power of the root of 2, or 0 without orders. */
  readonly most: number;
}

const DAY = 24 * 3600 * 1000;
const LOWEST = 2 ** (-(STEPS - 1) / 2);

/**
 * Counts what the orders say of each item by itself, in columns of `[count]` values from 0 to 1:
 *
 * - popularity: how many shoppers have the item, on a logarithmic scale; the most popular item has 1
 * - trend: how many shoppers have it, where one counts half for each half-life since they last ordered it; the top item has 1
 * - fresh: 1 if enough shoppers had it for the first time on the day of the last order, half for each half-life before that
 * - rebuy: the share of its buyers who have it in two orders or more
 *
 * All of them are 0 for an item that fewer than `minShoppers` shoppers have. All others have one of 16 values above 0, and
 * ages are whole days, so that a pack tells neither an exact number nor a time. Orders that name no shopper count as one
 * shopper for `minShoppers`, since they may be one person's, unless no order names one.
 *
 * Ages are counted back from the last order, not from today, so the same orders always give the same pack.
 *
 * @param last Time of the last of all orders, epoch milliseconds.
 */
export function createItemCounts(
  count: number,
  last: number,
  { trendHalfLife, minShoppers }: Pick<LearningParameters, 'trendHalfLife' | 'minShoppers'>,
): ItemCounts {
  const shoppers = new Float32Array(count);
  const again = new Float32Array(count);
  const trend = new Float32Array(count);
  const known = new FirstDays(count, minShoppers);
  const guests = new FirstDays(count, minShoppers);
  let anyKnown = false;
  const halved = (day: number) => 2 ** (((day - dayOf(last)) * DAY) / trendHalfLife);
  const enoughOn = (row: number) =>
    anyKnown ? known.dayOf(row, guests.dayOf(row, Infinity, 1)) : guests.dayOf(row);
  return {
    add(history) {
      const times = new Map<number, number>();
      const firsts = new Map<number, number>();
      const lasts = new Map<number, number>();
      for (const { at, rows } of history.orders) {
        for (const row of rows) {
          times.set(row, (times.get(row) ?? 0) + 1);
          if (!firsts.has(row)) firsts.set(row, dayOf(at));
          lasts.set(row, dayOf(at));
        }
      }
      anyKnown ||= history.known;
      for (const [row, day] of firsts) {
        shoppers[row]!++;
        trend[row]! += halved(lasts.get(row)!);
        if (times.get(row)! > 1) again[row]!++;
        (history.known ? known : guests).add(row, day);
      }
    },
    result(noise) {
      const days = Float64Array.from(shoppers, (_, row) => enoughOn(row));
      const released = Float64Array.from(shoppers, (count_, row) => {
        if (days[row] === Infinity) return 0;
        return noise ? noise.released(count_, `item ${row}`) : count_;
      });
      const told = (valueOf: (row: number) => number) =>
        Float32Array.from(released, (count_, row) => (count_ === 0 ? 0 : valueOf(row)));
      const recent = (row: number) => noise?.noisy(trend[row]!, `trend ${row}`) ?? trend[row]!;
      const most = stepped(largest(released));
      const trends = told((row) => stepped(recent(row)));
      const top = largest(trends);
      const none = new Float32Array(count);
      return {
        most,
        shoppers: released,
        columns: {
          popularity: told((row) => evenStep(Math.log1p(released[row]!) / Math.log1p(most))),
          trend: told((row) => Math.max(LOWEST, trends[row]! / (top || 1))),
          fresh: noise ? none : told((row) => Math.max(LOWEST, stepped(halved(days[row]!)))),
          rebuy: noise
            ? none
            : told((row) => (again[row]! >= minShoppers ? evenStep(again[row]! / shoppers[row]!) : 0)),
        },
      };
    },
  };
}

/** About how many shoppers an item has, from its popularity. */
export function shoppersOf(popularity: number, most: number): number {
  return Math.expm1(popularity * Math.log1p(most));
}

/** The days on which the first shoppers had each item for the first time. */
class FirstDays {
  /** For each row, ascending: `kept` days at most. */
  readonly #days: number[][];

  constructor(
    count: number,
    readonly kept: number,
  ) {
    this.#days = Array.from({ length: count }, () => []);
  }

  add(row: number, day: number): void {
    const days = this.#days[row]!;
    let place = days.length;
    while (place > 0 && days[place - 1]! > day) place--;
    days.splice(place, 0, day);
    if (days.length > this.kept) days.length = this.kept;
  }

  /** The day on which the item had `shoppers` shoppers, one of whom came on the day given. Infinity if it never had. */
  dayOf(row: number, other = Infinity, shoppers = this.kept): number {
    const days = other === Infinity ? this.#days[row]! : [...this.#days[row]!, other].sort((a, b) => a - b);
    return days[shoppers - 1] ?? Infinity;
  }
}

function dayOf(at: number): number {
  return Math.floor(at / DAY);
}

function largest(values: Float32Array | Float64Array): number {
  let max = 0;
  for (const value of values) max = Math.max(max, value);
  return max;
}
