import type { Hit } from '../core/ports.ts';
import { MAX_QUERIES } from '../core/score.ts';
import type { Layout } from './memory.ts';

/** What `row` is in a slot of a heap that nothing has filled. */
const NO_ROW = 0xffffffff;

/** Puts queries where the kernel reads them, as it reads them (see kernel/dot.ts). */
export function queryWriter(buffer: ArrayBufferLike, { queries: at }: Layout, dim: number, relaxed: boolean) {
  const padded = Math.ceil(dim / 16) * 16;
  const queryBytes = relaxed ? padded : 2 * padded;
  const all = new Uint8Array(buffer, at, MAX_QUERIES * queryBytes);
  const writeQueries = (queries: readonly Int8Array[]): void => {
    all.fill(0, 0, queries.length * queryBytes);
    queries.forEach((query, i) => {
      const place = at + i * queryBytes;
      if (!relaxed) new Int16Array(buffer, place, dim).set(query);
      else for (let j = 0; j < dim; j++) all[i * queryBytes + j] = query[j]! + 64;
    });
  };
  return { queryBytes, writeQueries };
}

/** Reads a sorted heap: of each entry the complement of the row, then the key. */
export function readHits(buffer: ArrayBufferLike, heap: number, k: number): Hit[] {
  const words = new Int32Array(buffer, heap, 2 * k);
  const hits: Hit[] = [];
  for (let i = 0; i < words.length; i += 2) {
    const row = ~words[i]! >>> 0;
    if (row !== NO_ROW) hits.push({ row, key: words[i + 1]! });
  }
  return hits;
}
