import { rgbaToThumbHash } from 'thumbhash';
import { loadSharp, MAX_PIXELS, notDecoded } from '../images/load-sharp.ts';

/** A thumbnail by the pixels of its longer side, or a ThumbHash. */
export type Variant = 256 | 192 | 128 | 96 | 'hash';

/** From the sharpest to the smallest. A card is 200 CSS pixels wide, and a search result's image 48. */
export const SIZES = [256, 192, 128, 96] as const satisfies readonly Variant[];

/**
 * How thumbnails are compressed. AVIF takes some ten times as long to make, and a reader cannot check its sides in the first
 * bytes; e2e/bench/images.ts compares the sizes.
 */
const WEBP = { quality: 60, effort: 4 };
const HASH_SIDE = 100; // the most that a ThumbHash is made from

/** Pixels without transparency, turned upright, in sRGB. */
interface Small {
  readonly data: Buffer;
  readonly info: { readonly width: number; readonly height: number; readonly channels: 1 | 2 | 3 | 4 };
}

/**
 * Makes small images of an image: WebP files, or a ThumbHash. Transparent places are white.
 *
 * @param bytes An image file.
 * @returns In the order of `variants`.
 * @throws {Error} If it cannot be decoded; its message continues a sentence that begins with the address.
 * @throws {VitrineError} `model-load` if sharp is not installed.
 */
export async function makeVariants(
  bytes: Uint8Array,
  variants: readonly Variant[],
): Promise<Uint8Array<ArrayBuffer>[]> {
  const sharp = await loadSharp();
  try {
    const [largest] = SIZES;
    const small: Small = await sharp(bytes, { limitInputPixels: MAX_PIXELS })
      .rotate()
      .resize(largest, largest, { fit: 'inside', withoutEnlargement: true })
      .flatten({ background: '#fff' })
      .toColourspace('srgb')
      .raw()
      .toBuffer({ resolveWithObject: true });
    return await Promise.all(variants.map((variant) => makeVariant(small, variant)));
  } catch (cause) {
    throw notDecoded(cause);
  }
}

async function makeVariant({ data, info }: Small, variant: Variant): Promise<Uint8Array<ArrayBuffer>> {
  const sharp = await loadSharp();
  const side = variant === 'hash' ? HASH_SIDE : variant;
  const resized = sharp(data, { raw: info }).resize(side, side, { fit: 'inside', withoutEnlargement: true });
  if (variant !== 'hash') return new Uint8Array(await resized.webp(WEBP).toBuffer());
  const rgba = await resized.ensureAlpha().raw().toBuffer({ resolveWithObject: true });
  return new Uint8Array(rgbaToThumbHash(rgba.info.width, rgba.info.height, rgba.data));
}
