import { VitrineError } from '../../errors.ts';

/** Pixels of an image that is decoded, the same limit as in the browser. */
export const MAX_PIXELS = 100e6;

/** Loads sharp, which users install if a command asks for it. @throws {VitrineError} `model-load` */
export async function loadSharp() {
  const { default: sharp } = await import('sharp').catch((cause: unknown) => {
    throw new VitrineError(
      'model-load',
      'the package sharp, which decodes images, cannot be loaded: run npm install sharp',
      { cause },
    );
  });
  return sharp;
}

/** The first line of what sharp says is wrong with an image, as the end of a sentence that begins with the address. */
export function notDecoded(cause: unknown): Error {
  const why = cause instanceof Error ? cause.message.split('\n', 1)[0]! : String(cause);
  return new Error(`is not an image that can be decoded (${why})`, { cause });
}
