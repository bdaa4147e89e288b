import type { Consent, Shelf, ShelfItem } from '../types.ts';

/** What the events about one item of a shelf carry. */
export interface ItemDetail {
  readonly item: ShelfItem;
  /** From 0. */
  readonly position: number;
  /** Of the shelf or search that showed it. */
  readonly queryID: string;
}

/** Every event that the elements fire. All bubble, also out of shadow trees. */
export interface VitrineEventMap {
  /** An item was clicked. */
  'vitrine-select': CustomEvent<ItemDetail>;
  /** An item was sent away: "not for me". */
  'vitrine-hide': CustomEvent<ItemDetail>;
  /** More of an item was asked for. */
  'vitrine-like': CustomEvent<ItemDetail>;
  /** A shelf or a search shows another list; it may be empty. */
  'vitrine-show': CustomEvent<{ readonly shelf: Shelf }>;
  /** The shopper moved the consent switch. */
  'vitrine-consent': CustomEvent<{ readonly consent: Consent }>;
}

type Detail<Name extends keyof VitrineEventMap> = VitrineEventMap[Name]['detail'];

export function fire<Name extends keyof VitrineEventMap>(
  element: Element,
  name: Name,
  detail: Detail<Name>,
): void {
  element.dispatchEvent(new CustomEvent(name, { detail, bubbles: true, composed: true }));
}

declare global {
  // eslint-disable-next-line @typescript-eslint/no-empty-object-type -- how the DOM's maps are extended
  interface HTMLElementEventMap extends VitrineEventMap {}
  // eslint-disable-next-line @typescript-eslint/no-empty-object-type -- as above
  interface DocumentEventMap extends VitrineEventMap {}
}
