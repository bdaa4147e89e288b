/**
 * GA4 event names, and six of our own: `dwell`, `like`, `dislike`, `hide`, and `mute` and `unmute`, by which items stop
 * and start to count (a gift, or somebody else on the device).
 */
export type EventName =
  | 'view_item'
  | 'view_item_list'
  | 'select_item'
  | 'add_to_cart'
  | 'remove_from_cart'
  | 'add_to_wishlist'
  | 'purchase'
  | 'search'
  | 'dwell'
  | 'like'
  | 'dislike'
  | 'hide'
  | 'mute'
  | 'unmute';

/**
 * A GA4 item as shops already send it. Only `item_id` is kept of an item that the pack has. Of one that it lacks,
 * `item_name`, `item_brand` and `item_category` say what it is.
 */
export interface EventItem {
  readonly item_id: string;
  /** Other ids of the item (SKU, GTIN, MPN) and its address, tried in turn where the pack does not know `item_id`. */
  readonly also?: readonly string[];
  readonly [parameter: string]: unknown;
}

/** GA4 event parameters as shops already send them. */
export interface EventParameters {
  readonly items?: readonly EventItem[];
  readonly search_term?: string;
  /** Epoch milliseconds; now, if left out. */
  readonly at?: number;
  /** Of the shelf or search that the items were taken from, as Algolia calls it. */
  readonly queryID?: string;
  readonly [parameter: string]: unknown;
}

/** Something a shopper did, as it is kept. */
export interface ShopperEvent {
  readonly name: EventName;
  /** Shop ids, in the order the page gave them. */
  readonly ids: readonly string[];
  /** Epoch milliseconds. */
  readonly at: number;
  readonly term?: string;
  /** Of the shelf or search that led to it. */
  readonly queryID?: string;
  /** What items are, by id, that the pack lacks. */
  readonly texts?: Readonly<Record<string, string>>;
}
