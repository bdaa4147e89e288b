import { VitrineError } from '../../errors.ts';
import type { Pixels } from '../../model/image/resample.ts';

const MOST_PIXELS = 100e6; // as in the browser

/**
 * A picture's pixels as a browser shows them: turned upright as its camera said, in sRGB, on white where it is transparent.
 *
 * @throws {Error} Says in a few words why it cannot be decoded. @throws {VitrineError} `model-load` where sharp is missing.
 */
export async function decodePicture(bytes: Uint8Array): Promise<Pixels> {
  const { default: sharp } = await import('sharp').catch((cause: unknown) => {
    throw new VitrineError(
      'model-load',
      'pictures are decoded by sharp, which is not there for this platform: npm install sharp',
      { cause },
    );
  });
  try {
    const { data, info } = await sharp(bytes, { limitInputPixels: MOST_PIXELS })
      .rotate()
      .flatten({ background: '#fff' })
      .toColourspace('srgb')
      .raw()
      .toBuffer({ resolveWithObject: true });
    if (info.channels !== 3) throw new Error(`${info.channels} channels`);
    return { width: info.width, height: info.height, data };
  } catch (cause) {
    const why = cause instanceof Error ? cause.message.split('\n', 1)[0]! : String(cause);
    throw new Error(`is no picture that can be decoded (${why})`, { cause });
  }
}
