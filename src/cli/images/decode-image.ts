import { VitrineError } from '../../errors.ts';
import type { Pixels } from '../../model/image/resample.ts';

const MAX_PIXELS = 100e6; // the same limit as in the browser

/**
 * Gives an image's pixels as a browser shows them: turned upright by its EXIF orientation, in sRGB, transparency on white.
 *
 * @throws {Error} If it cannot be decoded; its message continues a sentence that begins with the address.
 * @throws {VitrineError} `model-load` if sharp is not installed.
 */
export async function decodeImage(bytes: Uint8Array): Promise<Pixels> {
  const { default: sharp } = await import('sharp').catch((cause: unknown) => {
    throw new VitrineError(
      'model-load',
      'the package sharp, which decodes images, cannot be loaded: run npm install sharp',
      { cause },
    );
  });
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
    const why = cause instanceof Error ? cause.message.split('\n', 1)[0]! : String(cause);
    throw new Error(`is not an image that can be decoded (${why})`, { cause });
  }
}
