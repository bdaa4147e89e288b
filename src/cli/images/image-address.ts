import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Item } from '../../types.ts';

/**
 * Where an item's picture is: an absolute address or a path of a file. What the catalogue says counts from `base`, a folder
 * or an address; a base with `{id}` says where every picture lies, whatever the catalogue says.
 *
 * @returns Nothing for an item that names no picture.
 */
export function pictureAddress({ id, image }: Pick<Item, 'id' | 'image'>, base: string): string | undefined {
  if (base.includes('{id}')) return base.replaceAll('{id}', isAddress(base) ? encodeURIComponent(id) : id);
  if (image === undefined) return undefined;
  if (isAddress(image)) return image.startsWith('file:') ? fileURLToPath(image) : image;
  if (image.startsWith('//')) return `https:${image}`;
  return isAddress(base) ? new URL(image, base).href : join(base, image);
}

/** Whether it is fetched rather than read from a disk. */
export function isAddress(text: string): boolean {
  return /^(https?|data|file):/i.test(text);
}
