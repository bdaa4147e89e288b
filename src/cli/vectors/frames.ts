/**
 * Vectors of texts on disk, in frames that are whole or not there: a build that is killed loses the frame that it was
 * writing. Little-endian: magic `VEMB`, u32 count, u32 dim, u32 CRC-32 of what follows, then keys of 16 bytes `[count]`
 * (the start of a text's SHA-256), then f32 vectors `[count * dim]`.
 */
import { createHash } from 'node:crypto';
import { closeSync, fstatSync, openSync, readSync, writeSync } from 'node:fs';
import { crc32 } from 'node:zlib';

const MAGIC = 0x424d4556; // 'VEMB' read as a little-endian u32
const HEADER = 16;
const KEY = 16;

/** Where a vector lies. */
export interface Place {
  readonly file: string;
  readonly offset: number;
  readonly dim: number;
}

export function keyOf(text: string): string {
  return createHash('sha256').update(text).digest().toString('latin1', 0, KEY);
}

/** @param vectors `[keys.length * dim]` */
export function encodeFrame(keys: readonly string[], vectors: Float32Array): Buffer {
  const body = Buffer.concat([
    Buffer.from(keys.join(''), 'latin1'),
    Buffer.from(vectors.buffer, vectors.byteOffset, vectors.byteLength),
  ]);
  const header = Buffer.alloc(HEADER);
  [MAGIC, keys.length, vectors.length / keys.length, crc32(body)].forEach((value, i) =>
    header.writeUInt32LE(value, 4 * i),
  );
  return Buffer.concat([header, body]);
}

/** Notes where the vectors of a file lie; stops where a frame is torn. @returns How many bytes are whole. */
export function indexFrames(file: string, places: Map<string, Place>): number {
  const descriptor = openSync(file, 'r');
  try {
    const { size } = fstatSync(descriptor);
    let at = 0;
    while (at + HEADER <= size) {
      const header = readExactly(descriptor, at, HEADER);
      const [magic, count, dim, sum] = [0, 4, 8, 12].map((offset) => header.readUInt32LE(offset)) as [
        number,
        number,
        number,
        number,
      ];
      const length = count * (KEY + 4 * dim);
      if (magic !== MAGIC || at + HEADER + length > size) break;
      const body = readExactly(descriptor, at + HEADER, length);
      if (crc32(body) !== sum) break;
      const vectors = at + HEADER + count * KEY;
      for (let i = 0; i < count; i++) {
        const key = body.toString('latin1', i * KEY, (i + 1) * KEY);
        places.set(key, { file, offset: vectors + i * 4 * dim, dim });
      }
      at += HEADER + length;
    }
    return at;
  } finally {
    closeSync(descriptor);
  }
}

/** Reads vectors by where they lie. */
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
    if (read === 0) throw new Error('a file of vectors has become shorter while it was read');
    done += read;
  }
  return bytes;
}
