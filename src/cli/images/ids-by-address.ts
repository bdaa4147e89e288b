import type { Item } from '../../types.ts';
import { imageAddress } from './image-address.ts';

/** An image that could not be read, the item that names it, and the reason. */
export interface ImageRefusal {
  /** Id of the item. */
  readonly id: string;
  readonly address: string;
  /** Continues a sentence that begins with the address, such as `answered 404`. */
  readonly reason: string;
}

/**
 * The ids of the items that name each image.
 *
 * @param base The place that relative addresses start from, see `imageAddress`.
 * @param refusals Gets the images whose addresses cannot be read.
 */
export function idsByAddress(
  items: readonly Item[],
  base: string,
  refusals: ImageRefusal[],
): Map<string, readonly string[]> {
  const ids = new Map<string, string[]>();
  for (const item of items) {
    try {
      const address = imageAddress(item, base);
      if (address === undefined) continue;
      const named = ids.get(address);
      if (named) named.push(item.id);
      else ids.set(address, [item.id]);
    } catch (error) {
      refusals.push({ id: item.id, address: item.image!, reason: (error as Error).message });
    }
  }
  return ids;
}
