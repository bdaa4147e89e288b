import type { Pack } from '../../pack/load.ts';
import { isOnSale } from '../../core/price-now.ts';
import type { Item } from '../../types/items.ts';

/**
 * Gives every item of a pack as a line of JSON, in the pack's order, with the fields that a shopper sees. `salePrice` is
 * present only during the sale.
 *
 * @param now Epoch milliseconds.
 */
export function* itemLines({ items }: Pick<Pack, 'items'>, now: number): Generator<string> {
  for (const item of items) yield `${JSON.stringify(lineOf(item, now))}\n`;
}

function lineOf({ id, title, salePrice, availability, ...rest }: Item, now: number): Record<string, unknown> {
  const isReduced = isOnSale({ ...rest, ...(salePrice !== undefined && { salePrice }) }, now);
  return {
    id,
    title,
    ...rest,
    ...(isReduced && { salePrice }),
    ...(availability !== undefined && { availability }),
    inStock: availability !== 'out_of_stock',
  };
}
