import { closeSync, existsSync, ftruncateSync, mkdirSync, openSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { createReader, encodeFrame, indexFrames, writeAll, type Place } from './frames.ts';

/** Vectors on disk, in the files of one folder, by the digest of what was embedded, see `digestOf`. */
export interface VectorStore {
  has(digest: string): boolean;
  /** Reads a vector that the store has. */
  read(digest: string): Float32Array<ArrayBuffer>;
  /** Adds vectors `[digests.length * dim]` as one frame: after a crash the store has all of them or none. */
  append(digests: readonly string[], vectors: Float32Array): void;
  close(): void;
}

/**
 * Opens the vectors in a folder, and makes the folder if there is none.
 *
 * @param own Name of the file to append to. No other process may append to it, so the default is a new name. If a killed
 *   process has left a torn frame at its end, the frame is cut off.
 */
export function openVectorStore(folder: string, own = newFileName()): VectorStore {
  mkdirSync(folder, { recursive: true });
  const places = new Map<string, Place>();
  const file = join(folder, own);
  for (const name of readdirSync(folder)
    .filter((name) => name.endsWith('.vec') && name !== own)
    .sort())
    indexFrames(join(folder, name), places);
  let end = existsSync(file) ? indexFrames(file, places) : 0;
  const reader = createReader();
  let descriptor: number | undefined;
  return {
    has: (digest) => places.has(digest),
    read: (digest) => reader.read(places.get(digest)!),
    append(digests, vectors) {
      if (descriptor === undefined) {
        descriptor = openSync(file, 'a');
        ftruncateSync(descriptor, end);
      }
      const frame = encodeFrame(digests, vectors);
      writeAll(descriptor, frame);
      const dim = vectors.length / digests.length;
      const start = end + frame.length - 4 * vectors.length;
      digests.forEach((digest, i) => places.set(digest, { file, offset: start + 4 * i * dim, dim }));
      end += frame.length;
    },
    close() {
      reader.close();
      if (descriptor !== undefined) closeSync(descriptor);
    },
  };
}

function newFileName(): string {
  return `${Date.now().toString(36)}-${process.pid}.vec`;
}
