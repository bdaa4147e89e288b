import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Item } from '../../types.ts';

/**
 * Finds the absolute address, or the path, of an item's image.
 *
 * @param base The folder or address that a relative address of the catalogue starts from. A base with `{id}` is the place of
 *   every image, whatever the catalogue says.
 * @returns `undefined` if the item names no image.
 */
export function imageAddress({ id, image }: Pick<Item, 'id' | 'image'>, base: string): string | undefined {
  if (base.includes('{id}')) return base.replaceAll('{id}', isAddress(base) ? encodeURIComponent(id) : id);
  if (image === undefined) return undefined;
  if (isAddress(image)) return image.startsWith('file:') ? fileURLToPath(image) : image;
  if (image.startsWith('//')) return `https:${image}`;
  return isAddress(base) ? new URL(image, base).href : join(base, image);
}

/** Whether a text is an address, and not a path. */
export function isAddress(text: string): boolean {
  return /^(https?|data|file):/i.test(text);
}
