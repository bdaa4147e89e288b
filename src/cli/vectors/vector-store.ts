import { closeSync, existsSync, ftruncateSync, mkdirSync, openSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { createReader, encodeFrame, indexFrames, keyOf, writeAll, type Place } from './frames.ts';

/** Vectors of texts, by text, in files of one folder. */
export interface VectorStore {
  has(text: string): boolean;
  /** @throws if it is not there. */
  read(text: string): Float32Array<ArrayBuffer>;
  /** Adds vectors `[texts.length * dim]` all at once: after a crash all of them are there or none. */
  append(texts: readonly string[], vectors: Float32Array): void;
  close(): void;
}

/**
 * Opens the vectors that a folder holds.
 *
 * @param own Name of the file that is appended to. A name that no other process takes, so that two builds at once do not
 *   write into each other; what a killed one left torn at its end is cut off.
 */
export function openVectorStore(folder: string, own: string): VectorStore {
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
    has: (text) => places.has(keyOf(text)),
    read: (text) => reader.read(places.get(keyOf(text))!),
    append(texts, vectors) {
      if (descriptor === undefined) {
        descriptor = openSync(file, 'a');
        ftruncateSync(descriptor, end);
      }
      const keys = texts.map(keyOf);
      const frame = encodeFrame(keys, vectors);
      writeAll(descriptor, frame);
      const dim = vectors.length / texts.length;
      const start = end + frame.length - 4 * vectors.length;
      keys.forEach((key, i) => places.set(key, { file, offset: start + 4 * i * dim, dim }));
      end += frame.length;
    },
    close() {
      reader.close();
      if (descriptor !== undefined) closeSync(descriptor);
    },
  };
}
