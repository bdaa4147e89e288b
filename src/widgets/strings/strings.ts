import type { FacetName, ModelName } from '../../types.ts';
import type { EventKind } from '../event-kind.ts';
import type { PanelStrings } from './panel/panel-strings.ts';

/** The kinds of reason that have a sentence of their own; `other` is the general one. */
export type ReasonKind = Exclude<EventKind, 'hide'> | 'popularity' | 'trend' | 'new' | 'seed' | 'other';

/** Every text of the elements, in one language. `{…}` stands for a value. */
export interface Strings {
  /** The heading of a shelf that has none of its own, by model. */
  readonly headings: Readonly<Record<ModelName, string>>;
  /** Heads `trending-items` of one category or brand, `{facet}`. */
  readonly trendingIn: Readonly<Record<FacetName, string>>;
  readonly why: string;
  /** `{item}` is `quotedTitle` or `unknownItem`. */
  readonly reasons: Readonly<Record<ReasonKind, string>>;
  /** A title in the quotation marks of the language. */
  readonly quotedTitle: string;
  /** Stands for an item without a title. */
  readonly unknownItem: string;
  readonly notForMe: string;
  readonly moreLikeThis: string;
  /** Shown after an answer to a recommendation. */
  readonly feedbackTaken: string;
  readonly outOfStock: string;
  /** Names the stars of an item's rating. */
  readonly rated: string;
  /** The same, if the number of reviews is known. */
  readonly ratedBy: string;
  /** The buttons of a card, and what is said once one was pressed. */
  readonly actions: Readonly<Record<'cart' | 'wishlist', { readonly name: string; readonly done: string }>>;
  /** A shelf's items as a set. */
  readonly bundle: {
    /** Label of a card's checkbox. */
    readonly include: string;
    /** What the set costs, `{price}`. */
    readonly total: string;
    /** The button that puts all `{count}` into the cart. */
    readonly add: string;
  };
  /** The arrows of a row. */
  readonly row: {
    readonly previous: string;
    readonly next: string;
  };
  readonly search: {
    /** Names the input. */
    readonly label: string;
    readonly button: string;
    readonly busy: string;
    readonly results: string;
    readonly none: string;
    /** Before products that have none of the words. */
    readonly nearest: string;
    /** After a misspelt word, with `{query}` and `{count}`. */
    readonly corrected: string;
    readonly failed: string;
    /** Names the button that lets the shopper choose an image. */
    readonly byImage: string;
    /** Shown if the file is not an image. */
    readonly notAnImage: string;
  };
  /** The shop's own texts of `<vitrine-privacy>`, whose others come with the element. */
  readonly privacy?: Partial<PanelStrings>;
}
