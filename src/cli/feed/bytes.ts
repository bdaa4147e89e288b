import { pipeline, Readable } from 'node:stream';
import { createGunzip } from 'node:zlib';

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

/** Bytes, unpacked if they are gz, whatever they are called. */
export async function unpacked(packed: Readable): Promise<Readable> {
  const { head, bytes } = await peek(packed, 2);
  if (head[0] !== 0x1f || head[1] !== 0x8b) return bytes;
  return pipeline(bytes, createGunzip(), () => undefined);
}
