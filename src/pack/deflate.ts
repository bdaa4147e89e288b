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
 * @param max Bytes that the result may have. Deflated zeros are a thousand times as long.
 * @throws {VitrineError} `bad-pack` if the bytes are not deflated, are cut short, or inflate to more than `max`.
 */
export async function inflate(
  bytes: Uint8Array<ArrayBuffer>,
  what: string,
  max: number,
): Promise<Uint8Array<ArrayBuffer>> {
  try {
    return await through(bytes, new DecompressionStream('deflate-raw'), max);
  } catch (cause) {
    throw badPack(`${what} cannot be inflated to at most ${max} bytes`, { cause });
  }
}

async function through(
  bytes: Uint8Array<ArrayBuffer>,
  change: CompressionStream | DecompressionStream,
  max = Infinity,
): Promise<Uint8Array<ArrayBuffer>> {
  const changed = new Blob([bytes]).stream().pipeThrough(change).pipeThrough(atMost(max));
  return new Uint8Array(await new Response(changed).arrayBuffer());
}

function atMost(max: number): TransformStream<Uint8Array<ArrayBuffer>, Uint8Array<ArrayBuffer>> {
  let size = 0;
  return new TransformStream({
    transform: (chunk, controller) => {
      size += chunk.length;
      if (size > max) controller.error(new RangeError(`more than ${max} bytes`));
      else controller.enqueue(chunk);
    },
  });
}
