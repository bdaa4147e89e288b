/** A catalogue entry: the fields a shelf can show. `id` and `title` are always there. */
export interface Item {
  readonly id: string;
  readonly title: string;
  readonly description?: string;
  readonly category?: string;
  readonly brand?: string;
  /** The regular price. */
  readonly price?: number;
  /** What is asked instead, if it is less: always, or from `saleFrom` until `saleTo`. */
  readonly salePrice?: number;
  /** Epoch milliseconds. */
  readonly saleFrom?: number;
  /** Epoch milliseconds. */
  readonly saleTo?: number;
  /** ISO 4217. */
  readonly currency?: string;
  readonly image?: string;
  readonly url?: string;
  readonly availability?: Availability;
  /** Variants of one product share it; a shelf shows one of them. */
  readonly group?: string;
  /** BCP 47, in a catalogue of several languages; each language has a pack of its own, so no shelf shows it. */
  readonly language?: string;
}

/** Google Merchant's spellings. */
export type Availability = 'in_stock' | 'out_of_stock' | 'preorder' | 'backorder';
