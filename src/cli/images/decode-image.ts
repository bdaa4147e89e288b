import type { Pixels } from '../../model/image/resample.ts';
import { loadSharp, MAX_PIXELS, notDecoded } from './load-sharp.ts';

/**
 * Gives an image's pixels as a browser shows them: turned upright by its EXIF orientation, in sRGB, transparency on white.
 *
 * @throws {Error} If it cannot be decoded; its message continues a sentence that begins with the address.
 * @throws {VitrineError} `model-load` if sharp is not installed.
 */
export async function decodeImage(bytes: Uint8Array): Promise<Pixels> {
  const sharp = await loadSharp();
  try {
    const { data, info } = await sharp(bytes, { limitInputPixels: MAX_PIXELS })
      .rotate()
      .flatten({ background: '#fff' })
      .toColourspace('srgb')
      .raw()
      .toBuffer({ resolveWithObject: true });
    if (info.channels !== 3) throw new Error(`${info.channels} channels`);
    return { width: info.width, height: info.height, data };
  } catch (cause) {
    throw notDecoded(cause);
  }
}
