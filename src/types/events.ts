/**
 * Names of events: those of GA4, and seven more. `dwell` is a long look at an item. `like`, `dislike` and `hide` are what the
 * shopper says of one. `mute` makes items not count as the shopper's taste (a gift, or another person on the device),
 * `less` makes them count a quarter, and `unmute` undoes both.
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
  | 'less'
  | 'unmute';

/**
 * A GA4 item as shops already send it. If the pack has the item, only `item_id` is kept. If it does not, `item_name`,
 * `item_brand` and `item_category` are kept as the item's text.
 */
export interface EventItem {
  /** The shop's id; a number is taken as text. */
  readonly item_id: string;
  /** In a cart event or a purchase: how many. */
  readonly quantity?: number;
  /** Other ids of the item (SKU, GTIN, MPN) and its address. They are tried in turn if the pack does not know `item_id`. */
  readonly also?: readonly string[];
  readonly [parameter: string]: unknown;
}

/** GA4 event parameters as shops already send them. Parameters that are not listed here are ignored. */
export interface EventParameters {
  /** Default: none. */
  readonly items?: readonly EventItem[];
  /** What was searched for, with `search`. The first 400 characters are kept. */
  readonly search_term?: string;
  /** When it happened, in epoch milliseconds. Default: now. */
  readonly at?: number;
  /** The `queryID` of the shelf or search that the items were on. */
  readonly queryID?: string;
  /** Of a purchase: the number of the order. A purchase with the same number is kept once. At most 100 characters. */
  readonly transaction_id?: string;
  /** Of a cart event or a purchase: what the items cost, in `currency`. */
  readonly value?: number;
  /** An ISO 4217 code. */
  readonly currency?: string;
  readonly [parameter: string]: unknown;
}

/** An event as it is kept. */
export interface ShopperEvent {
  readonly name: EventName;
  /** Ids of the items, in the order in which the page named them. */
  readonly ids: readonly string[];
  /** Epoch milliseconds. */
  readonly at: number;
  /** What was searched for. */
  readonly term?: string;
  /** The `queryID` of the shelf or search that led to the event. */
  readonly queryID?: string;
  /** Of a purchase: the number of the order. */
  readonly transaction?: string;
  /** Of a cart event or a purchase: how many of each item, by id, if the page says so. */
  readonly quantities?: Readonly<Record<string, number>>;
  /** Of a cart event or a purchase: what the items cost, in `currency`. */
  readonly value?: number;
  /** An ISO 4217 code. */
  readonly currency?: string;
  /** Texts of items that the pack lacks, by id. */
  readonly texts?: Readonly<Record<string, string>>;
}
