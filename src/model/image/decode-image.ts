import { VitrineError } from '../../errors.ts';
import type { Pixels } from './resample.ts';

/** Larger pictures are taken no notice of: no camera makes them, and a canvas of them would end the tab. */
const MOST_PIXELS = 100e6;

/**
 * A picture's pixels, turned upright as its camera said, in sRGB, on white where it is transparent. For workers.
 *
 * @throws {VitrineError} `bad-argument` for what is no picture.
 */
export async function decodeImage(image: Blob | ImageBitmap | ImageData): Promise<Pixels> {
  const bitmap = image instanceof ImageBitmap ? image : await bitmapOf(image);
  const { width, height } = bitmap;
  if (width * height > MOST_PIXELS)
    throw new VitrineError('bad-argument', `the picture is too large: ${width} x ${height}`);
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
    throw new VitrineError('bad-argument', 'the picture could not be read: is it one that browsers show?', {
      cause,
    });
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
