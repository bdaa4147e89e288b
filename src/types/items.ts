/** A catalogue entry: the fields that a shelf can show. Every item has `id` and `title`. */
export interface Item {
  readonly id: string;
  readonly title: string;
  readonly description?: string;
  /** A path from the general to the special, its parts separated by ` > `. */
  readonly category?: string;
  readonly brand?: string;
  /** The regular price, in `currency`. */
  readonly price?: number;
  /** The reduced price, in `currency`. It holds from `saleFrom` until `saleTo`, or always without them. */
  readonly salePrice?: number;
  /** Epoch milliseconds. */
  readonly saleFrom?: number;
  /** Epoch milliseconds. */
  readonly saleTo?: number;
  /** An ISO 4217 code. */
  readonly currency?: string;
  /** Address of the image. */
  readonly image?: string;
  /** Address of the item's page. */
  readonly url?: string;
  readonly availability?: Availability;
  /** An id that all variants of one product share; a shelf shows one of them. */
  readonly group?: string;
  /** A BCP 47 tag, in a catalogue of several languages. Each language has a pack of its own, so shelves do not show it. */
  readonly language?: string;
}

/** Whether an item can be bought, in the spelling of Google Merchant. */
export type Availability = 'in_stock' | 'out_of_stock' | 'preorder' | 'backorder';
