import type { Consent, Shelf, ShelfItem } from '../types.ts';

/** The detail of an event about one item of a shelf. */
export interface ItemDetail {
  readonly item: ShelfItem;
  /** The item's place on the shelf, from 0. */
  readonly position: number;
  /** The shelf or search that showed the item. */
  readonly queryID: string;
}

/** What the shopper has left in a bundle. */
export interface BundleDetail {
  readonly items: readonly ShelfItem[];
  /** What the items cost together; undefined if a price is unknown, or prices are in several currencies. */
  readonly total: number | undefined;
  /** ISO 4217. */
  readonly currency: string | undefined;
  readonly queryID: string;
}

/** What was put into the cart of the shop's platform. */
export interface AddedDetail {
  readonly items: readonly ShelfItem[];
  /** The JSON that the platform has answered. */
  readonly answer: unknown;
}

/** Every event that the elements fire. All of them bubble, also out of shadow trees. */
export interface VitrineEventMap {
  /** The shopper clicked an item. */
  'vitrine-select': CustomEvent<ItemDetail>;
  /** The shopper answered "Not for me". */
  'vitrine-hide': CustomEvent<ItemDetail>;
  /** The shopper answered "More like this". */
  'vitrine-like': CustomEvent<ItemDetail>;
  /**
   * The shopper pressed "Add to cart" of a card: the shop's code puts the item there, or Vitrine does if the shelf has the
   * attribute `cart`. It is tracked as `add_to_cart`. If a listener calls `preventDefault()`, Vitrine does neither.
   */
  'vitrine-cart': CustomEvent<ItemDetail>;
  /** The same for the wish list, and `add_to_wishlist`. */
  'vitrine-wishlist': CustomEvent<ItemDetail>;
  /**
   * The shopper pressed the button of a shelf with `layout="bundle"`: the shop's code puts the items into the cart. They are
   * tracked as `add_to_cart`, unless a listener calls `preventDefault()`.
   */
  'vitrine-bundle': CustomEvent<BundleDetail>;
  /**
   * Vitrine has put items into the cart of the shop's platform: see the attribute `cart`. It is tracked as `add_to_cart`,
   * unless a listener calls `preventDefault()` because the shop tells of it itself.
   */
  'vitrine-added': CustomEvent<AddedDetail>;
  /** A shelf or a search shows another list of items, which may be empty. */
  'vitrine-show': CustomEvent<{ readonly shelf: Shelf }>;
  /** The shopper moved the consent switch. */
  'vitrine-consent': CustomEvent<{ readonly consent: Consent }>;
}

type Detail<Name extends keyof VitrineEventMap> = VitrineEventMap[Name]['detail'];

/** Fires an event. @returns Whether no listener called `preventDefault()`. */
export function fire<Name extends keyof VitrineEventMap>(
  element: Element,
  name: Name,
  detail: Detail<Name>,
): boolean {
  return element.dispatchEvent(
    new CustomEvent(name, { detail, bubbles: true, composed: true, cancelable: true }),
  );
}

declare global {
  // eslint-disable-next-line @typescript-eslint/no-empty-object-type -- the DOM's event maps are extended by declaration merging
  interface HTMLElementEventMap extends VitrineEventMap {}
  // eslint-disable-next-line @typescript-eslint/no-empty-object-type -- as above
  interface DocumentEventMap extends VitrineEventMap {}
}
