import type { Item } from '../types/items.ts';
import type { History } from './histories.ts';
import type { LearningParameters } from './parameters.ts';

/** What learning reads of an item besides its text. */
export type ItemValues = Pick<Item, 'price' | 'currency' | 'category'>;

/** How much of a pair's weight is left for the price of its second row, from 0 to 1. */
export type PriceFit = (row: number, other: number) => number;

interface PriceRatios {
  add(history: History): void;
  /** Call it once, after all histories. */
  fit(): PriceFit;
}

/** A pair that would keep less of its weight is left out: a copier does not complete paper. */
const LEAST = 0.25;
/** Where all prices are alike, four times as much is still no copier for paper. */
const LEAST_USUAL = 4;
/** Bins of the ratios; each is as wide as the root of 2, so the last one begins at 2^20. */
const BINS = 41;

/**
 * Learns how far prices within an order usually differ, since what completes an item seldom costs many times as much. A pair
 * whose second row is dearer than that keeps only the usual ratio divided by its own, and is left out if that is less than a quarter. A cheaper row, an item without a price,
 * and two currencies change nothing.
 *
 * Each history counts once, and the ratio is a quantile in steps of the root of 2: one number for the whole shop, which no
 * single order moves.
 *
 * @param items Without them, nothing is changed.
 */
export function createPriceRatios(
  items: readonly ItemValues[] = [],
  { priceQuantile }: Pick<LearningParameters, 'priceQuantile'>,
): PriceRatios {
  const bins = new Float64Array(BINS);
  const ratio = (row: number, other: number) => {
    const [from, to] = [items[row], items[other]];
    return from?.price && to?.price && from.currency === to.currency ? to.price / from.price : 1;
  };
  const isPriced = (row: number) => (items[row]?.price ?? 0) > 0;
  return {
    add({ orders }) {
      const pairs = orders.flatMap(({ rows }) => {
        const priced = rows.filter(isPriced);
        return priced.slice(1).map((row, i) => Math.abs(Math.log2(ratio(priced[i]!, row))));
      });
      for (const octaves of pairs) bins[Math.min(BINS - 1, Math.ceil(2 * octaves))]! += 1 / pairs.length;
    },
    fit() {
      if (priceQuantile === 0) return () => 1;
      const total = bins.reduce((sum, count) => sum + count, 0);
      let [bin, below] = [0, bins[0]!];
      while (below < priceQuantile * total && bin < BINS - 1) below += bins[++bin]!;
      const usual = Math.max(LEAST_USUAL, 2 ** (bin / 2));
      return (row, other) => {
        const fit = usual / ratio(row, other);
        return fit < LEAST ? 0 : Math.min(1, fit);
      };
    },
  };
}
