/**
 * The file format of kept vectors: a sequence of frames, each checked by a CRC, so that a build that is killed loses only the
 * frame that it was writing. A frame, little-endian: magic `VEMB`, u32 count, u32 dim, u32 CRC-32 of the rest of the frame,
 * then digests of 16 bytes `[count]`, then f32 vectors `[count * dim]`.
 */
import { createHash } from 'node:crypto';
import { closeSync, fstatSync, openSync, readSync, writeSync } from 'node:fs';
import { crc32 } from 'node:zlib';

const MAGIC = 0x424d4556; // 'VEMB' read as a little-endian u32
const HEADER_BYTES = 16;
const DIGEST_BYTES = 16;

/** The place of one vector on disk. */
export interface Place {
  readonly file: string;
  /** In bytes from the start of the file. */
  readonly offset: number;
  readonly dim: number;
}

/** The key of a vector: the first 16 bytes of the SHA-256 of the embedded text or image file, as 32 hexadecimal digits. */
export function digestOf(content: string | Uint8Array): string {
  return createHash('sha256')
    .update(content)
    .digest('hex')
    .slice(0, 2 * DIGEST_BYTES);
}

/** @param vectors `[digests.length * dim]` */
export function encodeFrame(digests: readonly string[], vectors: Float32Array): Buffer {
  const body = Buffer.concat([
    Buffer.from(digests.join(''), 'hex'),
    Buffer.from(vectors.buffer, vectors.byteOffset, vectors.byteLength),
  ]);
  const header = Buffer.alloc(HEADER_BYTES);
  [MAGIC, digests.length, vectors.length / digests.length, crc32(body)].forEach((value, i) =>
    header.writeUInt32LE(value, 4 * i),
  );
  return Buffer.concat([header, body]);
}

/**
 * Adds the places of a file's vectors to `places`, by digest, up to the first frame that is torn or damaged.
 *
 * @returns The length in bytes of the valid frames.
 */
export function indexFrames(file: string, places: Map<string, Place>): number {
  const descriptor = openSync(file, 'r');
  try {
    const { size } = fstatSync(descriptor);
    let start = 0;
    while (start + HEADER_BYTES <= size) {
      const header = readExactly(descriptor, start, HEADER_BYTES);
      const [magic, count, dim, sum] = [0, 4, 8, 12].map((offset) => header.readUInt32LE(offset)) as [
        number,
        number,
        number,
        number,
      ];
      const length = count * (DIGEST_BYTES + 4 * dim);
      if (magic !== MAGIC || start + HEADER_BYTES + length > size) break;
      const body = readExactly(descriptor, start + HEADER_BYTES, length);
      if (crc32(body) !== sum) break;
      const vectors = start + HEADER_BYTES + count * DIGEST_BYTES;
      for (let i = 0; i < count; i++) {
        const digest = body.toString('hex', i * DIGEST_BYTES, (i + 1) * DIGEST_BYTES);
        places.set(digest, { file, offset: vectors + i * 4 * dim, dim });
      }
      start += HEADER_BYTES + length;
    }
    return start;
  } finally {
    closeSync(descriptor);
  }
}

/** Reads vectors by their places, and keeps the files open until it is closed. */
export function createReader(): { read(place: Place): Float32Array<ArrayBuffer>; close(): void } {
  const open = new Map<string, number>();
  return {
    read({ file, offset, dim }) {
      const descriptor = open.get(file) ?? openSync(file, 'r');
      open.set(file, descriptor);
      return new Float32Array(new Uint8Array(readExactly(descriptor, offset, 4 * dim)).buffer);
    },
    close() {
      for (const descriptor of open.values()) closeSync(descriptor);
    },
  };
}

export function writeAll(descriptor: number, bytes: Buffer): void {
  for (let done = 0; done < bytes.length;) done += writeSync(descriptor, bytes, done);
}

function readExactly(descriptor: number, position: number, length: number): Buffer {
  const bytes = Buffer.alloc(length);
  for (let done = 0; done < length;) {
    const read = readSync(descriptor, bytes, done, length - done, position + done);
    if (read === 0) throw new Error('a file of the vector cache became shorter while it was being read');
    done += read;
  }
  return bytes;
}
