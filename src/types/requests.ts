import type { EventName } from './events.ts';

/**
 * The kinds of shelf.
 *
 * - `recommended-for-you` ranks by the whole history, or by what is new and sells now if there is none
 * - `because-you-viewed` ranks what resembles the item viewed last, other than those in `objectIDs`
 * - `related-products` ranks what resembles the items in `objectIDs`
 * - `bought-together` ranks what is bought with the items in `objectIDs`, in the cart, or in the last purchase
 * - `also-viewed` ranks what other shoppers viewed who viewed the items in `objectIDs`
 * - `next-in-session` ranks by the current session alone
 * - `looking-similar` ranks by images: what looks like the items in `objectIDs`, or like the last one viewed
 * - `trending-items` ranks by what sells now
 * - `recently-viewed` lists the items viewed, the last first
 * - `buy-again` ranks bought items that shoppers buy repeatedly
 */
export type ModelName =
  | 'recommended-for-you'
  | 'because-you-viewed'
  | 'related-products'
  | 'bought-together'
  | 'also-viewed'
  | 'next-in-session'
  | 'looking-similar'
  | 'trending-items'
  | 'recently-viewed'
  | 'buy-again';

/** Which items may appear. An item must pass every field that is given. */
export interface Filters {
  /**
   * One category, or several of which the item's must be one, as the catalogue spells it. A category has all those below it:
   * `Home > Kitchen` and `Kitchen` have the items of `Home > Kitchen > Pots`.
   */
  readonly category?: string | readonly string[];
  /** One brand, or several of which the item's must be one. */
  readonly brand?: string | readonly string[];
  /** The lowest price, in the item's currency. Items without a price do not pass. While a sale holds, its price counts. */
  readonly minPrice?: number;
  /** The highest price, in the item's currency. Items without a price do not pass. While a sale holds, its price counts. */
  readonly maxPrice?: number;
  /** Leaves out items marked `out_of_stock`. Default true; `false` lets them appear. */
  readonly inStock?: boolean;
}

/** How a shop changes what a shelf shows. */
export interface Rules {
  /** Items that must be at a position, counted from 1, whatever their score. Filters, `include` and `exclude` still apply. */
  readonly pin?: readonly { readonly objectID: string; readonly position: number }[];
  /** Items whose score is raised. */
  readonly boost?: readonly Adjustment[];
  /** Items whose score is lowered. */
  readonly bury?: readonly Adjustment[];
  /** How much an item loses for resembling items before it on the shelf, in [0, 1]. Default 0. */
  readonly diversity?: number;
  /**
   * How strongly the choice of items keeps to the shares of the shopper's interests, in [0, 1]: 0 not at all, 1 whatever their
   * scores. Default 0.6. What is chosen stands in the order of its scores.
   */
  readonly calibration?: number;
  /** Whether several variants of one product may appear. Default false. */
  readonly variants?: boolean;
}

/** Some items, and a change of their scores. It applies to items that pass `filters` or are among `objectIDs`. */
export interface Adjustment {
  /** Unlike a shelf's own filters, these include items that are out of stock by default. */
  readonly filters?: Filters;
  readonly objectIDs?: readonly string[];
  /** How much is added to the score (or taken off, in `bury`), 0 or more. A perfect match by content scores 1. Default 0.2. */
  readonly by?: number;
}

/** The options of every call that gives a shelf. */
export interface SearchOptions {
  /** The maximum number of items, 1 to 100. Default 8. */
  readonly limit?: number;
  readonly filters?: Filters;
  /** The only ids that may appear. Default: all. */
  readonly include?: readonly string[];
  /** Ids that must not appear, nor other variants of their products, unless the rules allow variants. Default: none. */
  readonly exclude?: readonly string[];
  /** Only items that score more appear. Default 0; in a search, every score is high enough. */
  readonly threshold?: number;
  readonly rules?: Rules;
}

/** A field of items by whose values a shop tells them apart. */
export type FacetName = 'category' | 'brand';

/** The options of `trendingFacets`. */
export interface TrendingFacetsOptions {
  readonly facetName: FacetName;
  /** The maximum number of values, 1 to 100. Default 8. */
  readonly limit?: number;
}

/** A category or a brand that sells now. */
export interface TrendingFacet {
  readonly facetName: FacetName;
  /** As the catalogue spells it. */
  readonly facetValue: string;
  /** How much its items sell now, taken together. Comparable within one answer only. */
  readonly _score: number;
}

/** The options of `recommend`. */
export interface RecommendOptions extends SearchOptions {
  readonly model: ModelName;
  /**
   * The items that the shelf is about: ids, or groups, addresses and other names that the catalogue knows. `related-products`
   * and `also-viewed` need at least one. Without them, `bought-together` takes the cart or else the last purchase, and
   * `looking-similar` takes the last view. Other models ignore them.
   */
  readonly objectIDs?: readonly string[];
  /**
   * The model that fills the shelf if the first one finds nothing, or several, tried in turn. `Shelf.model` says which did.
   * Default: the shelf stays empty.
   */
  readonly fallback?: ModelName | readonly ModelName[];
  /**
   * With `facetValue`: only items of this category or brand, such as `trending-items` of `{ facetName: 'category',
   * facetValue: 'Shoes' }`. It holds for the stand-ins too. The same as a filter of that name, which must not be given, too.
   */
  readonly facetName?: FacetName;
  /** As the catalogue spells it. */
  readonly facetValue?: string;
  /** Ranks as if some events had not happened: those of this name, and with `objectID`, of this item only. */
  readonly without?: { readonly event: EventName; readonly objectID?: string };
}
