import type { Manifest, PackFile, ThumbnailEntry } from './manifest.ts';
import { createPackFiles, withManifest, type EncodedPack } from './pack-files.ts';
import { encodeThumbnails, thumbnailFileOf, type Thumbnails } from './thumbnail-file.ts';

/** The thumbnails of a pack's items. */
export interface ThumbnailInput {
  readonly mode: ThumbnailEntry['mode'];
  /** Pixels of the longer side, for people to read; 0 for ThumbHashes. */
  readonly size: number;
  readonly images: Thumbnails;
}

/**
 * The least number of items that a file has on average, and half the most. Whoever sees a file being fetched learns one
 * item in so many. Files of the mode `pack` tell nothing, so they are large, and few.
 */
const MIN_ITEMS = { pack: 200, mixed: 100, blurred: 5000 };

/** Adds thumbnails to a pack and its manifest. The same images give the same files, whatever order they come in. */
export async function addThumbnails(
  { manifest, files }: EncodedPack,
  { mode, size, images }: ThumbnailInput,
): Promise<EncodedPack> {
  const { add } = createPackFiles(files);
  const entries: PackFile[] = [];
  for (const part of shared(images, fileCount(mode, images.size)))
    entries.push(await add('thumbnails', 'bin', encodeThumbnails(part)));
  const thumbnails: Manifest['thumbnails'] = { mode, items: images.size, size, files: entries };
  return withManifest(files, { ...manifest, thumbnails });
}

/** A power of two, so that a catalogue that grows or shrinks a little keeps most of its files. */
export function fileCount(mode: ThumbnailEntry['mode'], items: number): number {
  return 2 ** Math.max(0, Math.floor(Math.log2(items / MIN_ITEMS[mode])));
}

/** Images by file, in order of their ids. */
function shared(images: Thumbnails, count: number): Map<string, Uint8Array<ArrayBuffer>>[] {
  const parts = Array.from({ length: count }, () => new Map<string, Uint8Array<ArrayBuffer>>());
  for (const id of [...images.keys()].sort()) parts[thumbnailFileOf(id, count)]!.set(id, images.get(id)!);
  return parts;
}
