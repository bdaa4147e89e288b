import { VitrineError } from '../errors.ts';

/** Raw deflate (RFC 1951). */
export type Deflate = (
  bytes: Uint8Array<ArrayBuffer>,
) => Uint8Array<ArrayBuffer> | Promise<Uint8Array<ArrayBuffer>>;

/** The way that is everywhere; the command line has one that suits a pack's files better. */
export const deflate: Deflate = (bytes) => through(bytes, new CompressionStream('deflate-raw'));

/** Undoes it. @throws {VitrineError} `bad-pack` */
export async function inflate(
  bytes: Uint8Array<ArrayBuffer>,
  what: string,
): Promise<Uint8Array<ArrayBuffer>> {
  try {
    return await through(bytes, new DecompressionStream('deflate-raw'));
  } catch (cause) {
    throw new VitrineError('bad-pack', `${what} is damaged`, { cause });
  }
}

async function through(
  bytes: Uint8Array<ArrayBuffer>,
  change: CompressionStream | DecompressionStream,
): Promise<Uint8Array<ArrayBuffer>> {
  return new Uint8Array(await new Response(new Blob([bytes]).stream().pipeThrough(change)).arrayBuffer());
}
