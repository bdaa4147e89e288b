/**
 * Every number in ranking that somebody had to choose. The defaults were chosen with `vitrine evaluate` (see
 * docs/evaluation.md) and are the same for every shop.
 */
export interface RankingParameters {
  /** Milliseconds without an event after which a session has ended. */
  readonly sessionGap: number;
  /** Milliseconds after which an event of an ended session counts half. */
  readonly halfLife: number;
  /** How fast older events lose weight: the n-th last event, from 0, counts `1 / (1 + n) ** recency`. */
  readonly recency: number;
  /** The same for `next-in-session`, where order matters more. */
  readonly sessionRecency: number;
  /** The maximum number of interests; a scan takes 8 queries. */
  readonly interests: number;
  /** How many signals make interests, the strongest first. Weaker ones would be lost in the rounding of vectors. */
  readonly interestEvents: number;
  /** The lowest cosine at which a signal joins an interest rather than starting a new one. */
  readonly interestCosine: number;
  /** After this many lists that showed an item without a click, its score loses `impressionDiscount`. */
  readonly impressions: number;
  /** The share of what is left of its score that an item loses each time. */
  readonly impressionDiscount: number;
  /** The spreads above the mean price of the history after which an item loses score for its price; 0: prices do not count. */
  readonly priceBand: number;
  /** What a signal of an item that the shopper has turned down counts, of its weight. */
  readonly less: number;
  /** The lowest share of an item's buyers who bought it again at which it may be shown to a buyer again. */
  readonly rebuy: number;
  /** The share of an item's usual interval after which it may be shown to a buyer again. */
  readonly rebuyAfter: number;
  /** Days: the interval of an item of which none is known. */
  readonly rebuyDays: number;
  /** A purchase counts fully for its own category if this share of its buyers come back for it, else in proportion; 0: always. */
  readonly returns: number;
  /** The default of `rules.diversity`. */
  readonly diversity: number;
  /** The default of `rules.calibration`. */
  readonly calibration: number;
  /** How much the words of a search count, from 0 to 1. Its vector counts the rest. */
  readonly words: number;
  readonly mixes: Readonly<Record<MixName, Mix>>;
}

/**
 * The tables of a pack, each from an item to its neighbours: `alsoViewed` by the same shoppers, `boughtTogether` in the same
 * orders, `next` in later orders, `similar` by rare words in common, and `walk` by two steps through the others.
 */
export type TableName = 'alsoViewed' | 'boughtTogether' | 'next' | 'similar' | 'walk';
export const TABLE_NAMES: readonly TableName[] = ['alsoViewed', 'boughtTogether', 'next', 'similar', 'walk'];

/**
 * The weights of the sources of a score. `content` is for the cosine to the nearest interest, a table's weight is for its
 * entries summed over the history, and a column's weight is for its value. A source without a weight adds nothing.
 */
export interface Mix extends Partial<Readonly<Record<TableName, number>>> {
  readonly content?: number;
  /**
   * In place of `content`: counts only items of the history that have no `similar` neighbours, times their share of the
   * history. If an item has such neighbours, its vector adds nothing (see docs/evaluation.md).
   */
  readonly contentAlone?: number;
  /** For what a search has found: unlike what was looked at, it is not known yet. */
  readonly searched?: number;
  readonly popularity?: number;
  readonly trend?: number;
  readonly fresh?: number;
}

/** The shelves that have a mix; `cold` is for a shopper without a history. */
export type MixName = 'forYou' | 'cold' | 'trending' | 'related' | 'alsoViewed' | 'boughtTogether' | 'next';

const MINUTE = 60_000;
const DAY = 24 * 60 * MINUTE;

export const RANKING: RankingParameters = {
  sessionGap: 30 * MINUTE,
  halfLife: 30 * DAY,
  recency: 1,
  sessionRecency: 1.5,
  interests: 8,
  interestEvents: 64,
  interestCosine: 0.55,
  impressions: 3,
  impressionDiscount: 0.75,
  priceBand: 2,
  less: 0.25,
  rebuy: 0.2,
  rebuyAfter: 0.75,
  rebuyDays: 14,
  returns: 0.3,
  diversity: 0,
  calibration: 0.6,
  words: 0.8,
  mixes: {
    forYou: {
      contentAlone: 0.3,
      next: 0.5,
      alsoViewed: 0.3,
      boughtTogether: 0.5,
      similar: 1.5,
      walk: 0.4,
      searched: 1,
      popularity: 0.03,
    },
    cold: { trend: 1, fresh: 0.3, popularity: 0.1 },
    trending: { trend: 1 },
    related: { content: 1, similar: 1, alsoViewed: 0.3, popularity: 0.05 },
    alsoViewed: { alsoViewed: 1, next: 0.5 },
    boughtTogether: { boughtTogether: 1 },
    next: {
      contentAlone: 0.3,
      next: 1,
      alsoViewed: 0.3,
      boughtTogether: 0.5,
      similar: 1.5,
      walk: 0.4,
      searched: 1,
      popularity: 0.03,
    },
  },
};
