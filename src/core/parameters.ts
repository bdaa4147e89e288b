/**
 * Everything in ranking that is a number somebody had to choose. The defaults were chosen by `vitrine evaluate`
 * (see docs/evaluation.md), the same for every shop.
 */
export interface RankingParameters {
  /** Milliseconds without an event after which a session has ended. */
  readonly sessionGap: number;
  /** Milliseconds after which an event of an ended session counts half. */
  readonly halfLife: number;
  /** How fast older events lose: the n-th last event, from 0, counts `1 / (1 + n) ** recency`. */
  readonly recency: number;
  /** The same in `next-in-session`, which leans on order. */
  readonly sessionRecency: number;
  /** How many interests a profile has at most; a scan takes 8 queries. */
  readonly interests: number;
  /** How many events make interests, the strongest first: what the rest would add is lost in the rounding of vectors. */
  readonly interestEvents: number;
  /** Cosine from which an event belongs to an interest rather than to a new one. */
  readonly interestCosine: number;
  /** What a list shown without a click takes off an item's score, the first time; the n-th time 1/n of it. */
  readonly fade: number;
  /** Share of an item's buyers that bought it again, from which it may return to who has bought it. */
  readonly rebuy: number;
  readonly diversity: number;
  readonly calibration: number;
  readonly mixes: Readonly<Record<MixName, Mix>>;
}

/**
 * The tables of a pack: what the same shoppers have, what the same orders hold, what is ordered after, whose texts share rare
 * words, and two steps through these.
 */
export type TableName = 'alsoViewed' | 'boughtTogether' | 'next' | 'similar' | 'walk';
export const TABLE_NAMES: readonly TableName[] = ['alsoViewed', 'boughtTogether', 'next', 'similar', 'walk'];

/**
 * How much each source adds: `content` times the cosine to the nearest interest, each table's weight times its own, summed
 * over the history, and priors in [0, 1]. What is left out adds nothing.
 */
export interface Mix extends Partial<Readonly<Record<TableName, number>>> {
  readonly content?: number;
  /**
   * The same, of those items of the history only that `similar` has no neighbours of, for the share of the history that they
   * are: where words speak, vectors add nothing (see docs/evaluation.md). It takes the place of `content`.
   */
  readonly contentAlone?: number;
  readonly popularity?: number;
  readonly trend?: number;
  readonly fresh?: number;
}

/** The shelves that are mixed: `cold` is for a shopper of whom nothing is known yet. */
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
  interestCosine: 0.4,
  fade: 0.02,
  rebuy: 0.2,
  diversity: 0,
  calibration: 0,
  mixes: {
    forYou: {
      contentAlone: 0.3,
      next: 0.5,
      alsoViewed: 0.3,
      boughtTogether: 0.5,
      similar: 1.5,
      walk: 0.4,
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
      popularity: 0.03,
    },
  },
};
