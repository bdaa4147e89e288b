import type { Pack } from '../../pack/load.ts';
import { isOnSale } from '../../core/price-now.ts';
import type { Item } from '../../types/items.ts';

/**
 * Every item as the pack has it, a JSON object a line, in the pack's order: what a shopper can get to see. `salePrice` is
 * there only while the sale holds.
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
