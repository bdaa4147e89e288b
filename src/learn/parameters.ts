const DAY = 24 * 3600 * 1000;

/**
 * All numbers of learning that somebody had to choose. The defaults were chosen on the validation steps of several public
 * data sets together, and are the same for every shop.
 */
export interface LearningParameters {
  /** Nothing is shipped of a pair of items that fewer distinct shoppers have. */
  readonly minShoppers: number;
  /** Above 0: what is told is differentially private, see `createNoise`. */
  readonly epsilon: number;
  /** Neighbours kept of a row in each table. Five tables of 15 neighbours take 245 bytes an item, offsets included. */
  readonly neighbours: number;
  /**
   * Orders kept of a history, and items over several orders: the latest. A longer history is a reseller's or a robot's: it costs more than it tells, and
   * nobody should count for more in a pack.
   */
  readonly longestHistory: number;
  /** A shopper of n items counts `n ** -activityExponent`: whoever buys everything says little of which items go together. */
  readonly activityExponent: number;
  /** A pair that lies d orders apart counts `d ** -decay` in `next`, and `(1 + d) ** -decay` in `alsoViewed`. */
  readonly decay: number;
  /** This share of the median item norm is added to each norm before a pair is divided by the roots of its two norms. */
  readonly smoothing: number;
  /** The power of a normalised weight: below 1, each further shopper adds less. */
  readonly power: number;
  /** The share of the pairs of an order whose prices count as usually apart; 0: prices do not count. See `createPriceRatios`. */
  readonly priceQuantile: number;
  /** The return of buyers to a category counts as this many shoppers in that of each of its items. */
  readonly shrinkage: number;
  /** Milliseconds after which an order counts half in `trend`, and a first order half in `fresh`. */
  readonly trendHalfLife: number;
  /** The weights of the tables that the walk of two steps goes through. */
  readonly walkWeights: { readonly next: number; readonly alsoViewed: number; readonly similar: number };
  /** The weights of the walk are halved for an item of this many shoppers. */
  readonly walkBackOff: number;
}

export const LEARNING: LearningParameters = {
  minShoppers: 3,
  epsilon: 0,
  neighbours: 15,
  longestHistory: 100,
  activityExponent: 0.5,
  decay: 0.5,
  smoothing: 0.5,
  power: 0.5,
  priceQuantile: 0.5,
  shrinkage: 20,
  trendHalfLife: 30 * DAY,
  walkWeights: { next: 0.5, alsoViewed: 0.3, similar: 0.45 },
  walkBackOff: 20,
};
