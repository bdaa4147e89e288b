import { VitrineError } from '../../errors.ts';
import type { Pixels } from './resample.ts';

/** No camera takes larger images, and their canvas would crash the tab. */
const MAX_PIXELS = 100e6;

/**
 * Decodes an image to sRGB pixels, rotated as its EXIF orientation says, with white behind transparency. For workers.
 *
 * @throws {VitrineError} `bad-argument` if it is not an image, or too large.
 */
export async function decodeImage(image: Blob | ImageBitmap | ImageData): Promise<Pixels> {
  const bitmap = image instanceof ImageBitmap ? image : await bitmapOf(image);
  const { width, height } = bitmap;
  if (width * height > MAX_PIXELS)
    throw new VitrineError(
      'bad-argument',
      `the image has ${width} x ${height} pixels; the limit is ${MAX_PIXELS / 1e6} million`,
    );
  const context = new OffscreenCanvas(width, height).getContext('2d', { willReadFrequently: true })!;
  context.fillStyle = '#fff';
  context.fillRect(0, 0, width, height);
  context.drawImage(bitmap, 0, 0);
  bitmap.close();
  const { data } = context.getImageData(0, 0, width, height);
  return { width, height, data: withoutAlpha(data) };
}

async function bitmapOf(image: Blob | ImageData): Promise<ImageBitmap> {
  try {
    return await createImageBitmap(image);
  } catch (cause) {
    throw new VitrineError(
      'bad-argument',
      'the image could not be decoded: pass a file that browsers can show',
      {
        cause,
      },
    );
  }
}

function withoutAlpha(rgba: Uint8ClampedArray): Uint8Array {
  const rgb = new Uint8Array((rgba.length / 4) * 3);
  for (let from = 0, to = 0; from < rgba.length; from += 4, to += 3) {
    rgb[to] = rgba[from]!;
    rgb[to + 1] = rgba[from + 1]!;
    rgb[to + 2] = rgba[from + 2]!;
  }
  return rgb;
}
