/**
 * Everything in learning that is a number somebody had to choose. The defaults were chosen on the validation steps of
 * several data sets together, the same for every shop.
 */
export interface LearningParameters {
  /** Distinct shoppers that must have two items before anything is given away of the pair. */
  readonly minPairShoppers: number;
  /** Neighbours kept a row, in each table: five tables of 15 cost 245 bytes an item, offsets included. */
  readonly neighbours: number;
  /** A longer history counts by its latest items only: it is a reseller's or a robot's, and tells little for what it costs. */
  readonly longestHistory: number;
  /** What a shopper counts for with n items: `n ** -dilution`. Who buys everything says little of what goes with what. */
  readonly dilution: number;
  /** What a pair counts for that lies d orders apart: `d ** -decay` where order matters, `(1 + d) ** -decay` elsewhere. */
  readonly decay: number;
  /** The share of the median item's shoppers that is added to each item's, where its pairs are measured by them. */
  readonly smoothing: number;
  /** The power of a normalised weight: below 1, each further shopper adds less. */
  readonly concavity: number;
  /** What the tables count for in the walk of two steps. */
  readonly walkWeights: { readonly next: number; readonly alsoViewed: number; readonly similar: number };
  /** An item of as many shoppers needs half the walk's help. */
  readonly walkBackOff: number;
}

export const LEARNING: LearningParameters = {
  minPairShoppers: 3,
  neighbours: 15,
  longestHistory: 500,
  dilution: 0.5,
  decay: 0.5,
  smoothing: 0.5,
  concavity: 0.5,
  walkWeights: { next: 0.5, alsoViewed: 0.3, similar: 0.45 },
  walkBackOff: 20,
};
