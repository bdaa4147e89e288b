/** The words that every kind of shelf is written in: what it is ranked from, what is asked for, what comes out. */
import type { ShopperEvent } from '../../types/events.ts';
import type { Filters, ModelName, RecommendOptions, Rules } from '../../types/requests.ts';
import type { Reason } from '../../types/shelf.ts';
import type { Catalogue } from '../catalogue.ts';
import type { RankingParameters } from '../parameters.ts';
import type { Scorer } from '../ports.ts';
import type { Candidate } from '../vectors/rescore.ts';

/** What a shelf is ranked from. */
export interface Visit {
  readonly catalogue: Catalogue;
  readonly scorer: Scorer;
  /** Only `looking-similar` needs them. */
  readonly images?: ImageVectors | undefined;
  /** Oldest first. */
  readonly events: readonly ShopperEvent[];
  /** Epoch milliseconds. */
  readonly now: number;
  /** Default: `RANKING`. */
  readonly parameters?: RankingParameters;
}

/** The items of a pack that have images, as a catalogue of its own: its vectors are those of the images. */
export interface ImageVectors {
  /** In the pack's order. */
  readonly catalogue: Catalogue;
  readonly scorer: Scorer;
  /** `[count]`: the pack row of each item. */
  readonly rows: Uint32Array;
}

/** What a call asks for, except for its limits. */
export type Request = Pick<RecommendOptions, 'model' | 'objectIDs' | 'fallback' | 'without'>;

/** Which rows may appear: those that pass the filters, are not excluded, and are included if `included` is given. */
export interface Admission {
  readonly filters: Filters;
  readonly included?: ReadonlySet<number> | undefined;
  readonly excluded: ReadonlySet<number>;
  /** Whether an id that is excluded has no row. Default false. */
  readonly excludesUnknown?: boolean;
}

/** Which items may appear, and how many. */
export interface Limits {
  readonly limit: number;
  readonly admission: Admission;
  /** Items appear only if they score more. */
  readonly threshold: number;
  readonly rules: Rules;
}

/** A row of a shelf, its score, and the reasons for the score. */
export interface Ranked extends Candidate {
  readonly reasons: readonly Reason[];
}

/** The rows of a shelf, best first, and the model that they come from: the one asked for, or a fallback. */
export interface RankedShelf {
  readonly model: ModelName;
  readonly ranked: readonly Ranked[];
}

/**
 * Ranks one kind of shelf.
 *
 * @returns Best first, `limits.limit` rows at most.
 * @throws {VitrineError} `bad-argument` if the request lacks something that this kind of shelf needs.
 */
export type RankShelf = (visit: Visit, request: Request, limits: Limits) => Ranked[] | Promise<Ranked[]>;
