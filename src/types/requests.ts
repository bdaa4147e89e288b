import type { EventName } from './events.ts';

export type ModelName =
  | 'recommended-for-you'
  | 'related-products'
  | 'bought-together'
  | 'also-viewed'
  | 'next-in-session'
  | 'looking-similar'
  | 'trending-items'
  | 'recently-viewed'
  | 'buy-again';

/** Which items may appear. Every field given must hold. */
export interface Filters {
  readonly category?: string | readonly string[];
  readonly brand?: string | readonly string[];
  readonly minPrice?: number;
  readonly maxPrice?: number;
  /** Leaves out items marked `out_of_stock`. Default true; `false` lets them in. */
  readonly inStock?: boolean;
}

/** A shop's say in what a shelf shows. */
export interface Rules {
  /** Items that must stand at a position, from 1, whether or not they would appear. Filters and `exclude` still hold. */
  readonly pin?: readonly { readonly objectID: string; readonly position: number }[];
  /** Items that score higher, by `by` (1 is the score of the best match there can be; default 0.2). */
  readonly boost?: readonly Adjustment[];
  /** Items that score lower, by `by`. */
  readonly bury?: readonly Adjustment[];
  /** How much an item that resembles what is already on the shelf gives way to another, in [0, 1]. */
  readonly diversity?: number;
  /** How much the shelf keeps to the proportions of the shopper's interests, in [0, 1]. */
  readonly calibration?: number;
  /** Whether variants of one product may stand side by side. Default false. */
  readonly variants?: boolean;
}

/** Which items, and by how much of a score. */
export interface Adjustment {
  readonly filters?: Filters;
  readonly objectIDs?: readonly string[];
  readonly by?: number;
}

/** What any list of items may be asked. */
export interface SearchOptions {
  /** 1 to 100. Default 8. */
  readonly limit?: number;
  readonly filters?: Filters;
  /** The only ids that may appear. Default: all. */
  readonly include?: readonly string[];
  /** Ids that must not appear. */
  readonly exclude?: readonly string[];
  /** Leave out items that do not score more. Default 0; for `search`, none. */
  readonly threshold?: number;
  readonly rules?: Rules;
}

export interface RecommendOptions extends SearchOptions {
  readonly model: ModelName;
  /**
   * Seeds, by id, or by group, address or another name that the catalogue knows. `related-products` and `also-viewed` need them; if there are none, `bought-together` takes the cart, or else the
   * last purchase, and `looking-similar` what was looked at last.
   */
  readonly objectIDs?: readonly string[];
  /** What to show if there is nothing else. Default: nothing. */
  readonly fallback?: ModelName;
  /** Ranks as if this had not happened: a reason's event and object. */
  readonly without?: { readonly event: EventName; readonly objectID?: string };
}
