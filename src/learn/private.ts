import { createHmac, randomBytes } from 'node:crypto';
import type { History } from './histories.ts';
import type { PairSum } from './pair-sums.ts';

/** Items of a shopper that count: their latest. Each pair of these is one fact. */
const ITEMS = 8;
const PAIRS = (ITEMS * (ITEMS - 1)) / 2;
/** The most that one shopper changes all numbers together, squared: their pairs, their items, and their items' trend. */
const SENSITIVITY = PAIRS + 2 * ITEMS;
/** The chance that a release tells more than `epsilon` allows. */
const DELTA = 1e-6;

/** Noise for one release, so that it is differentially private. */
export interface Noise {
  /** The standard deviation. */
  readonly sigma: number;
  /** A number with its noise is told if it is at least this. */
  readonly least: number;
  /** A count with noise, or 0 if it must not be told. @param name What it counts: each name has its own noise. */
  released(count: number, name: string): number;
  /** A value with noise, of an item that is told. */
  noisy(value: number, name: string): number;
}

/**
 * Makes noise that hides, by (`epsilon`, 1e-6)-differential privacy, whether the orders of any one shopper were learned from.
 * All numbers get Gaussian noise of one deviation; it follows from zero-concentrated differential privacy (Bun & Steinke,
 * "Concentrated differential privacy", TCC 2016), with half of delta. The other half is for telling which pairs there are at
 * all: a pair that one shopper alone brings to `minShoppers` is told with less than that chance (Korolova et al., "Releasing
 * search queries and clicks privately", WWW 2009).
 *
 * Numbers are floating-point, which the theory is not.
 *
 * @param secret A key that is used for one release. Default: a new one.
 */
export function createNoise(
  epsilon: number,
  minShoppers: number,
  secret: Uint8Array | string = randomBytes(32),
): Noise {
  const spread = Math.log(2 / DELTA);
  const rho = (Math.sqrt(spread + epsilon) - Math.sqrt(spread)) ** 2;
  const sigma = Math.sqrt(SENSITIVITY / (2 * rho));
  // The chance of a Gaussian number above z deviations is at most exp(-z * z / 2) / 2.
  const z = Math.sqrt(2 * Math.log((PAIRS + ITEMS) / DELTA));
  const least = minShoppers + z * sigma;
  const noisy = (value: number, name: string) => value + sigma * gaussian(secret, name);
  return {
    sigma,
    least,
    noisy,
    released(count, name) {
      const told = count < minShoppers ? 0 : noisy(count, name);
      return told < least ? 0 : told;
    },
  };
}

/** The latest items of a shopper, each in the order that it was first in: then each pair of items is one fact. */
export function privateHistory({ known, orders }: History): History {
  const seen = new Set<number>();
  const firsts = orders.map(({ at, rows }) => ({
    at,
    rows: rows.filter((row) => !seen.has(row) && seen.add(row)),
  }));
  const kept = new Set([...seen].slice(-ITEMS));
  return {
    known,
    orders: firsts
      .map(({ at, rows }) => ({ at, rows: rows.filter((row) => kept.has(row)) }))
      .filter(({ rows }) => rows.length > 0),
  };
}

/** Pairs with noise in place of their sums; those that must not be told are left out. */
export function* privatePairs(pairs: Iterable<PairSum>, noise: Noise): Iterable<PairSum> {
  for (const { row, other, ...pair } of pairs) {
    const forward = noise.released(pair.forward, `next ${row} ${other}`);
    const basket = [Math.min(row, other), Math.max(row, other)].join(' ');
    const together = noise.released(pair.together, `together ${basket}`);
    const shoppers = forward + together;
    if (shoppers > 0)
      yield { row, other, shoppers, forward, together, after: forward, near: shoppers, basket: together };
  }
}

/** A number of a standard normal distribution, drawn by a hash (Box and Muller's transform). */
function gaussian(secret: Uint8Array | string, name: string): number {
  const bytes = createHmac('sha256', secret).update(name).digest();
  const uniform = (at: number) => (bytes.readUIntBE(at, 6) + 0.5) / 2 ** 48;
  return Math.sqrt(-2 * Math.log(uniform(0))) * Math.cos(2 * Math.PI * uniform(6));
}
