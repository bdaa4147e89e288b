import type { Pack } from '../../pack/load.ts';
import { isOnSale } from '../../core/price-now.ts';
import type { Item } from '../../types/items.ts';

/**
 * Gives every item of a pack as a line of JSON, in the pack's order, with the fields that a shopper sees. `salePrice` is
 * present only during the sale, and other fields only if the pack has them; `ids` and `attributes` are always present.
 *
 * @param items With their details.
 * @param now Epoch milliseconds.
 */
export function* itemLines(
  { items, manifest }: Pick<Pack, 'items' | 'manifest'>,
  now: number,
): Generator<string> {
  for (const item of items)
    yield `${JSON.stringify(lineOf({ ...(manifest.language !== undefined && { language: manifest.language }), ...item }, now))}\n`;
}

function lineOf(item: Item, now: number): Record<string, unknown> {
  const { id, ids = [], title, price, salePrice, currency, availability, ...others } = item;
  const {
    group,
    category,
    brand,
    image,
    url,
    attributes = {},
    rating,
    reviewCount,
    language,
    ...rest
  } = others;
  return {
    id,
    ids: [id, ...ids],
    title,
    price,
    ...(isOnSale(item, now) && { salePrice }),
    currency,
    inStock: availability !== 'out_of_stock',
    ...{ group, category, brand, image, url, attributes, rating, reviewCount, language },
    ...(availability !== undefined && { availability }),
    ...rest,
  };
}
