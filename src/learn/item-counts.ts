import type { Columns } from '../core/catalogue.ts';
import type { History } from './histories.ts';
import type { LearningParameters } from './parameters.ts';

interface ItemCounts {
  add(history: History): void;
  columns(): Columns;
  /** `[count]`: about how many shoppers have each item, to within a fifth. 0 if too few have it. */
  shoppers(): Float32Array;
}

const DAY = 24 * 3600 * 1000;
/** Values that a column may have besides 0: so few that one order more hardly ever changes one. */
const STEPS = 16;

/**
 * Counts what the orders say of each item by itself, in columns of `[count]` values from 0 to 1:
 *
 * - popularity: how many shoppers have the item, on a logarithmic scale; the most popular item has 1
 * - trend: how often it was ordered, where an order counts half for each half-life of its age; the top item has 1
 * - fresh: 1 if enough shoppers had it for the first time on the day of the last order, half for each half-life before that
 * - rebuy: the share of its buyers who have it in two orders or more
 *
 * All of them are 0 for an item that fewer than `minPairShoppers` shoppers have, and all are coarse, so that a pack tells neither
 * an exact number nor a time of day: ages are whole days, and other values have 16 steps. Orders that name no shopper count
 * as one shopper for `minPairShoppers`, since they may be one person's, unless no order names one.
 *
 * Ages are counted back from the last order, not from today, so the same orders always give the same pack.
 *
 * @param last Time of the last of all orders, epoch milliseconds.
 */
export function createItemCounts(
  count: number,
  last: number,
  { trendHalfLife, minPairShoppers }: Pick<LearningParameters, 'trendHalfLife' | 'minPairShoppers'>,
): ItemCounts {
  const shoppers = new Float32Array(count);
  const again = new Float32Array(count);
  const trend = new Float32Array(count);
  const known = new FirstDays(count, minPairShoppers);
  const guests = new FirstDays(count, minPairShoppers);
  let anyKnown = false;
  const halved = (day: number) => 2 ** (((day - dayOf(last)) * DAY) / trendHalfLife);
  const enoughOn = (row: number) =>
    anyKnown ? known.dayOf(row, guests.dayOf(row, Infinity, 1)) : guests.dayOf(row);
  const told = (values: Float32Array<ArrayBuffer>) =>
    values.map((value, row) => (enoughOn(row) === Infinity ? 0 : value));
  return {
    add(history) {
      const times = new Map<number, number>();
      const firsts = new Map<number, number>();
      for (const { at, rows } of history.orders) {
        for (const row of rows) {
          times.set(row, (times.get(row) ?? 0) + 1);
          firsts.set(row, Math.min(firsts.get(row) ?? Infinity, dayOf(at)));
          trend[row]! += halved(dayOf(at));
        }
      }
      anyKnown ||= history.known;
      for (const [row, day] of firsts) {
        shoppers[row]!++;
        if (times.get(row)! > 1) again[row]!++;
        (history.known ? known : guests).add(row, day);
      }
    },
    columns: () => ({
      popularity: scaled(told(shoppers).map(Math.log1p)).map(evenStep),
      trend: scaled(told(trend)).map(halvingStep),
      fresh: trend.map((_, row) => {
        const day = enoughOn(row);
        return day === Infinity ? 0 : halved(day);
      }),
      rebuy: again.map((buyers, row) => (buyers >= minPairShoppers ? evenStep(buyers / shoppers[row]!) : 0)),
    }),
    shoppers: () => told(shoppers).map((value) => value && 2 ** (Math.round(2 * Math.log2(value)) / 2)),
  };
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

/** Rounds to one of 16 values that lie equally far apart. */
function evenStep(value: number): number {
  return Math.round(STEPS * value) / STEPS;
}

/** Rounds a value above 0 to one of 16, each the root of a half of the one before. */
function halvingStep(value: number): number {
  return value && 2 ** (-Math.min(STEPS - 1, Math.round(-2 * Math.log2(value))) / 2);
}

/** Divides all values by the largest. */
function scaled(values: Float32Array<ArrayBuffer>): Float32Array<ArrayBuffer> {
  const max = values.reduce((a, b) => Math.max(a, b), 0);
  return max === 0 ? values : values.map((value) => value / max);
}
