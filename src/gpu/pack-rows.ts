import type { Rows } from '../core/ports.ts';
import { BLOCK, WORKGROUP_SIZE, TILE } from './layout.ts';

/** Components that the kernel reads at once: four in a u32, four u32 in a vector. */
const STEP = 16;
const WORDS = STEP / 4;

/** Tiles packed at a time, so that memory never holds a whole catalogue twice. */
const CHUNK = 8;

/** Steps of a row; the last is padded with zeros. */
export function stepsOf(dim: number): number {
  return Math.ceil(dim / STEP);
}

/**
 * Packs rows as the scan reads them, `[tiles][steps][BLOCK][WORKGROUP_SIZE]` of sixteen int8. Invocation i of a tile has rows
 * 8i to 8i + 7, and neighbouring invocations read adjacent memory at the same time.
 *
 * @param write Receives a chunk and its offset in bytes, and must copy the chunk: the next call reuses it.
 */
export function packRows(
  { dim, data }: Rows,
  { firstRow, count }: { firstRow: number; count: number },
  write: (byte: number, chunk: Uint32Array<ArrayBuffer>) => void,
): void {
  const steps = stepsOf(dim);
  const tileWords = TILE * steps * WORDS;
  const chunk = new Uint32Array(CHUNK * tileWords);
  for (let row = 0; row < count; row += CHUNK * TILE) {
    const here = Math.min(CHUNK * TILE, count - row);
    const words = wordsOf(data.subarray((firstRow + row) * dim, (firstRow + row + here) * dim));
    const used = chunk.subarray(0, Math.ceil(here / TILE) * tileWords).fill(0);
    for (let i = 0; i < here; i++) {
      const invocation = Math.floor((i % TILE) / BLOCK);
      let to = Math.floor(i / TILE) * tileWords + ((i % BLOCK) * WORKGROUP_SIZE + invocation) * WORDS;
      const end = ((i + 1) * dim) / 4;
      for (let from = (i * dim) / 4; from < end; from += WORDS, to += TILE * WORDS) {
        const stop = Math.min(WORDS, end - from);
        for (let word = 0; word < stop; word++) used[to + word] = words[from + word]!;
      }
    }
    write(((row * tileWords) / TILE) * 4, used);
  }
}

/** Joins queries, each padded with zeros to whole steps. */
export function packQueries(queries: readonly Int8Array[], dim: number): Int8Array<ArrayBuffer> {
  const stride = stepsOf(dim) * STEP;
  const packed = new Int8Array(queries.length * stride);
  queries.forEach((query, i) => {
    packed.set(query, i * stride);
  });
  return packed;
}

/** Four components in a word, copied only if the bytes are not aligned. */
function wordsOf(run: Int8Array): Uint32Array {
  const aligned = run.byteOffset % 4 === 0 ? run : run.slice();
  return new Uint32Array(aligned.buffer, aligned.byteOffset, aligned.length / 4);
}
