/**
 * A file of thumbnails: small images of some hundred items, which a reader fetches whole. The items of a file have nothing
 * in common but a hash of their ids. Little-endian throughout:
 *
 * | offset | what |
 * | --- | --- |
 * | 0 | magic `VTHN` |
 * | 4 | u32 version, 1 |
 * | 8 | u32 items |
 * | 12 | u32 bytes of the list of ids |
 * | 16..63 | zero |
 * | 64 | u32 ends `[items]`: where each image ends, counted from the start of the first |
 * | after it | the items' ids, a JSON list in UTF-8 |
 * | after it, to the end | the images: WebP files, or ThumbHashes |
 */
import * as v from 'valibot';
import { badPack, packVersion } from './bad-pack.ts';

const MAGIC = 0x4e485456; // 'VTHN' read as a little-endian u32
const THUMBNAILS_VERSION = 1;
const START = 64;
/** Pixels of an image's longer side. A few bytes of WebP can hold an image that fills the memory of a page. */
export const MAX_SIDE = 512;
/** Bytes of a ThumbHash. */
const MAX_HASH = 25;

/** Images by the id of their item. */
export type Thumbnails = ReadonlyMap<string, Uint8Array<ArrayBuffer>>;

/** The number of the file, of `files`, that an item's image is in: a hash of its id, which knows nothing of the item. */
export function thumbnailFileOf(id: string, files: number): number {
  let hash = 0x811c9dc5; // FNV-1a over UTF-16 units
  for (let i = 0; i < id.length; i++) hash = Math.imul(hash ^ id.charCodeAt(i), 0x01000193);
  // Murmur's last step: the low bits of FNV alone depend on the low bits of the letters.
  hash = Math.imul(hash ^ (hash >>> 16), 0x85ebca6b);
  hash = Math.imul(hash ^ (hash >>> 13), 0xc2b2ae35);
  return ((hash ^ (hash >>> 16)) >>> 0) % files;
}

export function encodeThumbnails(images: Thumbnails): Uint8Array<ArrayBuffer> {
  const ids = new TextEncoder().encode(JSON.stringify([...images.keys()]));
  const first = START + 4 * images.size + ids.length;
  const bytes = new Uint8Array([...images.values()].reduce((sum, image) => sum + image.length, first));
  const header = new DataView(bytes.buffer);
  [MAGIC, THUMBNAILS_VERSION, images.size, ids.length].forEach((value, i) => {
    header.setUint32(4 * i, value, true);
  });
  bytes.set(ids, START + 4 * images.size);
  let [i, end] = [0, first];
  for (const image of images.values()) {
    bytes.set(image, end);
    end += image.length;
    header.setUint32(START + 4 * i++, end - first, true);
  }
  return bytes;
}

/**
 * Reads a file of thumbnails; the images are views of `buffer`.
 *
 * @param isHash Whether they are ThumbHashes, and not WebP files.
 * @throws {VitrineError} `bad-pack` if the file is another kind or cut short, or an image is not what it should be;
 *   `pack-version` if its version is another.
 */
export function decodeThumbnails(buffer: ArrayBuffer, isHash: boolean): Thumbnails {
  const header = new DataView(buffer);
  if (buffer.byteLength < START || header.getUint32(0, true) !== MAGIC)
    throw badPack('a file of thumbnails does not start with VTHN');
  const version = header.getUint32(4, true);
  if (version !== THUMBNAILS_VERSION) throw packVersion('a file of thumbnails', version, THUMBNAILS_VERSION);
  const [count, length] = [header.getUint32(8, true), header.getUint32(12, true)];
  const first = START + 4 * count + length;
  if (first > buffer.byteLength) throw badPack(`a file of ${count} thumbnails is cut short`);
  const ids = idsIn(new Uint8Array(buffer, START + 4 * count, length));
  if (ids.length !== count) throw badPack(`a file of ${count} thumbnails has ${ids.length} ids`);
  let from = first;
  const images = ids.map((id, i) => {
    const end = first + header.getUint32(START + 4 * i, true);
    if (end < from || end > buffer.byteLength) throw badPack('the thumbnails of a file do not fit into it');
    const image = new Uint8Array(buffer, from, end - from);
    from = end;
    if (isHash ? image.length > MAX_HASH : !isSmallWebp(image))
      throw badPack(`a thumbnail is no ${isHash ? 'ThumbHash' : `WebP image of up to ${MAX_SIDE} pixels`}`);
    return [id, image] as const;
  });
  return new Map(images);
}

function idsIn(bytes: Uint8Array): readonly string[] {
  try {
    return v.parse(v.array(v.string()), JSON.parse(new TextDecoder().decode(bytes)));
  } catch (cause) {
    throw badPack('the ids in a file of thumbnails are not a JSON list of strings', { cause });
  }
}

/**
 * Whether bytes begin as a WebP file of the simple lossy kind, with sides that are not above `MAX_SIDE`.
 *
 * @see RFC 9649, section 2.5, and RFC 6386, section 9.1.
 */
function isSmallWebp(image: Uint8Array): boolean {
  if (image.length < 30) return false;
  const header = new DataView(image.buffer, image.byteOffset, 30);
  const isLossy =
    header.getUint32(0) === 0x52494646 && // RIFF
    header.getUint32(8) === 0x57454250 && // WEBP
    header.getUint32(12) === 0x56503820 && // VP8 and a space
    header.getUint32(23) >>> 8 === 0x9d012a;
  const side = (offset: number) => header.getUint16(offset, true) & 0x3fff;
  const fits = (pixels: number) => pixels > 0 && pixels <= MAX_SIDE;
  return isLossy && fits(side(26)) && fits(side(28));
}
