import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Item } from '../../types.ts';

/**
 * Finds the absolute address, or the path, of an item's image.
 *
 * @param base The folder or address that a relative address of the catalogue starts from. A base with `{id}` is the place of
 *   every image, whatever the catalogue says.
 * @returns `undefined` if the item names no image.
 * @throws {Error} If a catalogue from an address names a file; the message continues a sentence that begins with the image.
 */
export function imageAddress({ id, image }: Pick<Item, 'id' | 'image'>, base: string): string | undefined {
  if (base.includes('{id}')) return base.replaceAll('{id}', isAddress(base) ? encodeURIComponent(id) : id);
  if (image === undefined) return undefined;
  if (/^file:/i.test(image)) {
    if (isAddress(base)) throw new Error('is a file, which a catalogue from an address may not name');
    return pathOf(image);
  }
  if (isAddress(image)) return image;
  if (image.startsWith('//')) return `https:${image}`;
  return isAddress(base) ? new URL(image, base).href : join(base, image);
}

/** The folder or address that a catalogue is in: relative addresses of its images start from there. */
export function beside(catalogue: string): string {
  return isAddress(catalogue) ? new URL('.', catalogue).href : dirname(catalogue);
}

/** Whether a text is an address, and not a path. */
export function isAddress(text: string): boolean {
  return /^(https?|data|file):/i.test(text);
}

function pathOf(address: string): string {
  try {
    return fileURLToPath(address);
  } catch {
    throw new Error('is an address of no file');
  }
}

/** The folder that images are read from and none outside of; `undefined` if the base is an address. */
export function imageFolder(base: string): string | undefined {
  if (isAddress(base)) return undefined;
  return base.includes('{id}') ? dirname(`${base.slice(0, base.indexOf('{id}'))}x`) : base;
}
