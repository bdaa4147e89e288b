import { badPack } from './bad-pack.ts';

/** Raw deflate (RFC 1951). */
export type Deflate = (
  bytes: Uint8Array<ArrayBuffer>,
) => Uint8Array<ArrayBuffer> | Promise<Uint8Array<ArrayBuffer>>;

/** Deflates with what browsers and Node share. The command line has another one that makes a pack's files smaller. */
export const deflate: Deflate = (bytes) => through(bytes, new CompressionStream('deflate-raw'));

/**
 * Inflates raw deflate.
 *
 * @param what The name of the file in the error.
 * @throws {VitrineError} `bad-pack` if the bytes are not deflated, or are cut short.
 */
export async function inflate(
  bytes: Uint8Array<ArrayBuffer>,
  what: string,
): Promise<Uint8Array<ArrayBuffer>> {
  try {
    return await through(bytes, new DecompressionStream('deflate-raw'));
  } catch (cause) {
    throw badPack(`${what} cannot be inflated`, { cause });
  }
}

async function through(
  bytes: Uint8Array<ArrayBuffer>,
  change: CompressionStream | DecompressionStream,
): Promise<Uint8Array<ArrayBuffer>> {
  return new Uint8Array(await new Response(new Blob([bytes]).stream().pipeThrough(change)).arrayBuffer());
}
