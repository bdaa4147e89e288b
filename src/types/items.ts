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
  /** How many pieces are left, if they are few: 5 or fewer. */
  readonly stock?: number;
  /** Whether the shop says that few are left, without a number. */
  readonly lowStock?: boolean;
  /** Until when the item counts as new, in epoch milliseconds. */
  readonly newUntil?: number;
  /** What the shop writes on the item's card, such as `Organic`: three texts at most. */
  readonly labels?: readonly string[];
  /** An id that all variants of one product share; a shelf shows one of them. */
  readonly group?: string;
  /** How many variants the item's product has, this one included, if there are several. */
  readonly variants?: number;
  /** In how many colours they come, if there are several. */
  readonly colours?: number;
  /** The other ids that the item goes by, as they are written: SKU, numbers of a platform, handle, GTIN, MPN. */
  readonly ids?: readonly string[];
  /** A GTIN, EAN, UPC or ISBN with a right check digit; digits only. */
  readonly gtin?: string;
  /** The manufacturer's part number. */
  readonly mpn?: string;
  /** The mean rating of reviews, from 0 to 5. */
  readonly rating?: number;
  readonly reviewCount?: number;
  readonly attributes?: Attributes;
  /** A BCP 47 tag, in a catalogue of several languages. Each language has a pack of its own, so shelves do not show it. */
  readonly language?: string;
}

/** The values of an item's attributes by name: the names below, or a shop's own as the feed writes it. */
export interface Attributes {
  readonly colour?: readonly string[];
  readonly size?: readonly string[];
  readonly material?: readonly string[];
  readonly pattern?: readonly string[];
  /** `female`, `male` or `unisex`. */
  readonly gender?: readonly string[];
  /** `newborn`, `infant`, `toddler`, `kids` or `adult`. */
  readonly ageGroup?: readonly string[];
  /** `new`, `refurbished` or `used`. */
  readonly condition?: readonly string[];
  readonly tags?: readonly string[];
  /** The shop's own labels for its campaigns (`custom_label_0` to `custom_label_4`), which no shopper sees. */
  readonly customLabels?: readonly string[];
  readonly [name: string]: readonly string[] | undefined;
}

/** Whether an item can be bought, in the spelling of Google Merchant. */
export type Availability = 'in_stock' | 'out_of_stock' | 'preorder' | 'backorder';
