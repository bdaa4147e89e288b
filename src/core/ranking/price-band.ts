import type { Item } from '../../types/items.ts';
import type { RankingParameters } from '../parameters.ts';
import { priceNow } from '../price-now.ts';
import type { Score } from './retrieve.ts';
import type { Signal } from './signals.ts';

/** The highest price that a history makes likely, and its currency. */
export interface PriceBand {
  readonly max: number;
  readonly currency: string | undefined;
}

/** How far prices of one shopper lie apart before anything is known of them: about a factor of 3. */
const PRIOR_SPREAD = Math.log(3);

/**
 * The price band of a shopper: the logarithms of the prices that they chose have a mean and a spread, and `priceBand` spreads
 * above the mean it ends. The fewer prices there are, the more the spread is that of a shopper of whom nothing is known.
 *
 * @param signals Those that count against an item do not count here.
 * @returns Undefined if no price is known, or if there are two currencies.
 */
export function priceBandOf(
  signals: readonly Signal[],
  items: readonly Item[],
  now: number,
  { priceBand }: Pick<RankingParameters, 'priceBand'>,
): PriceBand | undefined {
  let [weights, squares, sum, sumOfSquares] = [0, 0, 0, 0];
  const currencies = new Set<string | undefined>();
  for (const { row, weight } of signals) {
    const price = priceNow(items[row]!, now) ?? 0;
    if (weight <= 0 || price <= 0) continue;
    const log = Math.log(price);
    currencies.add(items[row]!.currency);
    weights += weight;
    squares += weight ** 2;
    sum += weight * log;
    sumOfSquares += weight * log ** 2;
  }
  if (priceBand === 0 || currencies.size !== 1) return undefined;
  const mean = sum / weights;
  const variance = Math.max(0, sumOfSquares / weights - mean ** 2);
  const spread = Math.sqrt(variance + PRIOR_SPREAD ** 2 * (squares / weights ** 2));
  return { max: Math.exp(mean + priceBand * spread), currency: [...currencies][0] };
}

const known = new WeakMap<readonly Item[], Float32Array>();

/**
 * Lowers the prior of each row whose price lies above the band: by the share of its price that is above. The row's content is
 * not known yet, so it counts as the most that it can be.
 *
 * @returns What each row lost; undefined if none did.
 */
export function lowerAboveBand(
  { max, currency }: PriceBand,
  { priors, content }: Pick<Score, 'priors' | 'content'>,
  items: readonly Item[],
  now: number,
): Float64Array | undefined {
  let prices = known.get(items); // a catalogue keeps its list of items until a price changes
  if (!prices) known.set(items, (prices = Float32Array.from(items, (item) => item.price ?? 0)));
  let lost: Float64Array | undefined;
  for (let row = 0; row < prices.length; row++) {
    if (prices[row]! <= max) continue;
    const item = items[row]!;
    const price = priceNow(item, now)!;
    if (price <= max || item.currency !== currency) continue;
    lost ??= new Float64Array(prices.length);
    lost[row] = (1 - max / price) * (content + Math.max(0, priors[row]!));
    priors[row]! -= lost[row]!;
  }
  return lost;
}
