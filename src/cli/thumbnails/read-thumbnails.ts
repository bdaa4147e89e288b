import { VitrineError } from '../../errors.ts';
import { eachOf } from '../images/each-of.ts';
import type { ImageRefusal } from '../images/ids-by-address.ts';
import { readImage, type ImageLimits } from '../images/read-image.ts';
import { digestOf } from '../vectors/frames.ts';
import { makeVariants, type Variant } from './make-variants.ts';
import { VariantCache } from './variant-cache.ts';

/** Number of images that are read at once: as many as a host can be asked to bear, and as fit into memory. */
const AT_ONCE = 8;

export interface ThumbnailsRead {
  /** By the id of the item: one image for each variant. */
  readonly images: ReadonlyMap<string, readonly Uint8Array<ArrayBuffer>[]>;
  readonly refusals: readonly ImageRefusal[];
  /** Number of images that an earlier build had made. */
  readonly cached: number;
  /** Whether the time was over before all were read. */
  readonly isLate: boolean;
}

/**
 * Reads images and makes thumbnails of them.
 *
 * @param ids The items that name each address.
 * @param options.deadline Epoch milliseconds after which no more images are read.
 * @throws {VitrineError} `model-load` if sharp is not installed.
 */
export async function readThumbnails(
  ids: ReadonlyMap<string, readonly string[]>,
  limits: ImageLimits,
  variants: readonly Variant[],
  { deadline = Infinity, onDone }: { deadline?: number; onDone: (done: number) => void },
): Promise<ThumbnailsRead> {
  const cache = new VariantCache();
  const images = new Map<string, readonly Uint8Array<ArrayBuffer>[]>();
  const refusals: ImageRefusal[] = [];
  let [done, cached, isLate] = [0, 0, false];
  await eachOf(ids, AT_ONCE, async ([address, named]) => {
    if (Date.now() > deadline) {
      isLate = true;
      return;
    }
    try {
      const found = await variantsOf(address, limits, variants, cache);
      if (found.cached) cached++;
      for (const id of named) images.set(id, found.made);
    } catch (error) {
      if (error instanceof VitrineError) throw error;
      for (const id of named) refusals.push({ id, address, reason: (error as Error).message });
    }
    onDone(++done);
  });
  return { images, refusals, cached, isLate };
}

async function variantsOf(
  address: string,
  limits: ImageLimits,
  variants: readonly Variant[],
  cache: VariantCache,
): Promise<{ made: readonly Uint8Array<ArrayBuffer>[]; cached: boolean }> {
  const tag = cache.tags.get(address);
  const known = tag && cache.get(tag.digest, variants);
  const image = await readImage(address, limits, { etag: known && tag.etag });
  if ('unchanged' in image) return { made: known!, cached: true };
  const digest = digestOf(image.bytes);
  const before = cache.get(digest, variants);
  const made = before ?? (await makeVariants(image.bytes, variants));
  if (!before) cache.set(digest, variants, made);
  if (image.etag !== undefined) cache.tags.set(address, { etag: image.etag, digest });
  return { made, cached: before !== undefined };
}
