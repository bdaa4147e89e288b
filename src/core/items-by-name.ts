import type { Item } from '../types/items.ts';

/** Items by what they are called beside their ids. */
export interface ItemsByName {
  /** The id of the item that a name means, by the name as `nameKey` writes it. */
  readonly ids: ReadonlyMap<string, string>;
  /** Names of several items that are not one group: such a name means none of them. */
  readonly shared: readonly string[];
}

/**
 * Finds what each name of items means. An id always means its own item; a name that the variants of one group share means
 * the first of them.
 *
 * @param items The first of a group is the one to show.
 * @param namesOf An item's names, without its id.
 */
export function itemsByName(
  items: readonly Item[],
  namesOf: (item: Item) => readonly (string | undefined)[],
): ItemsByName {
  const known = new Set(items.map(({ id }) => id));
  const owners = new Map<string, Item | undefined>();
  for (const item of items) {
    for (const name of [nameKey(item.id), ...namesOf(item)]) {
      if (name === undefined || known.has(name)) continue;
      const key = nameKey(name);
      const owner = owners.get(key);
      if (!owners.has(key)) owners.set(key, item);
      else if (owner && owner.id !== item.id && (owner.group === undefined || owner.group !== item.group))
        owners.set(key, undefined);
    }
  }
  return {
    ids: new Map([...owners].flatMap(([name, item]) => (item ? [[name, item.id] as const] : []))),
    shared: [...owners].flatMap(([name, item]) => (item ? [] : [name])),
  };
}

/** What feeds of shop platforms put before the number of a product: Google's, Facebook's and others. */
const BEFORE_NUMBER = /^(?:gid:\/\/.*\/|shopify_\w+_|gla_|wc_post_id_|woocommerce_gpf_)(?=\d+$)/;

/**
 * A name as names are compared: a UPC is the EAN with a zero before it, and Shopify writes a variant's number as an address
 * (`gid://shopify/ProductVariant/1`) or with its product's (`shopify_US_2_1`), too. WooCommerce's feeds have `gla_1`.
 */
export function nameKey(name: string): string {
  return name.replace(BEFORE_NUMBER, '').replace(/^0+(?=\d{7,13}$)/, '');
}
