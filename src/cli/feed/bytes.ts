import { pipeline, Readable, Transform } from 'node:stream';
import { createGunzip } from 'node:zlib';
import { beyond, inWords, LIMITS } from './limits.ts';

/** Bytes that were looked at, and all of them. */
export interface Peeked {
  /** At least as many as asked for, if there are so many. */
  readonly head: Buffer;
  readonly bytes: Readable;
}

/** Looks at the first bytes. */
export async function peek(bytes: Readable, enough: number): Promise<Peeked> {
  const chunks: Buffer[] = [];
  let size = 0;
  const iterator = bytes.iterator({ destroyOnReturn: false });
  for await (const chunk of iterator) {
    chunks.push(chunk as Buffer);
    size += (chunk as Buffer).length;
    if (size >= enough) break;
  }
  const head = Buffer.concat(chunks);
  async function* all(): AsyncGenerator<Buffer> {
    try {
      if (head.length > 0) yield head;
      if (!bytes.readableEnded && !bytes.destroyed) yield* bytes as AsyncIterable<Buffer>;
    } finally {
      bytes.destroy();
    }
  }
  return { head, bytes: Readable.from(all(), { objectMode: false }) };
}

/**
 * Bytes, unpacked if they are gz, whatever they are called.
 *
 * @throws {VitrineError} `bad-catalogue`, by the stream, if a small file becomes an endless one.
 */
export async function unpacked(packed: Readable, name: string): Promise<Readable> {
  const { head, bytes } = await peek(packed, 2);
  if (head[0] !== 0x1f || head[1] !== 0x8b) return bytes;
  const gunzip = createGunzip();
  let size = 0;
  const bounded = new Transform({
    transform(chunk: Buffer, _, done) {
      size += chunk.length;
      const isBomb = size > LIMITS.unpackedFree && size > LIMITS.ratio * gunzip.bytesWritten;
      if (isBomb || size > LIMITS.bytes) done(beyond(name, undefined, unpackedTooFar(isBomb)));
      else done(null, chunk);
    },
  });
  return pipeline(bytes, gunzip, bounded, () => undefined);
}

function unpackedTooFar(isBomb: boolean): string {
  return isBomb
    ? `is gz that becomes more than ${LIMITS.ratio} times its size, which no feed does`
    : `is gz that becomes more than ${inWords(LIMITS.bytes)} bytes; cut it into several files`;
}

/**
 * All bytes, for a format that cannot be read piece by piece.
 *
 * @param tooMany Gives the error if there are more than `max`.
 */
export async function inMemory(bytes: Readable, max: number, tooMany: () => Error): Promise<Buffer> {
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of bytes as AsyncIterable<Buffer>) {
    chunks.push(chunk);
    size += chunk.length;
    if (size > max) throw tooMany();
  }
  return Buffer.concat(chunks);
}
