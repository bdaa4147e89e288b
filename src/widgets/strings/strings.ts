/** What stands behind a reason or an event, as far as a shopper tells them apart. */
export type Deed = 'view' | 'cart' | 'wishlist' | 'purchase' | 'search' | 'like' | 'hide';

/** Everything the elements say. `{…}` is filled in. */
export interface Strings {
  /** Headings of shelves that have none of their own, by model. */
  readonly headings: Readonly<Record<string, string>>;
  readonly why: string;
  /** After a deed; `{item}` is a title in quotes, or `anItem`. */
  readonly because: Readonly<
    Record<Exclude<Deed, 'hide'> | 'popularity' | 'trend' | 'seed' | 'other', string>
  >;
  /** A title, as the language quotes it. */
  readonly quoted: string;
  readonly anItem: string;
  readonly notForMe: string;
  readonly moreLikeThis: string;
  readonly noted: string;
  readonly outOfStock: string;
  readonly search: {
    readonly label: string;
    readonly button: string;
    readonly busy: string;
    readonly results: string;
    readonly none: string;
    readonly failed: string;
    /** Of the button by which a photo is picked. */
    readonly photo: string;
    /** Of a photo that is none. */
    readonly unreadable: string;
  };
  readonly privacy: {
    readonly heading: string;
    readonly intro: string;
    readonly nothing: string;
    readonly deeds: Readonly<Record<Deed, string>>;
    readonly recent: string;
    readonly inMemory: string;
    readonly onDisk: string;
    readonly remember: string;
    readonly refused: string;
    readonly save: string;
    readonly load: string;
    readonly loaded: string;
    readonly notLoaded: string;
    readonly erase: string;
    readonly sure: string;
    readonly cancel: string;
    readonly erased: string;
    readonly failed: string;
  };
}
