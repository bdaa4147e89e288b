import type { Rows } from '../core/ports.ts';
import { FAN, LANES, TILE } from './layout.ts';

/** Components that the kernel reads at once: four to a u32, four u32 to a vector. */
const STEP = 16;
const WORDS = STEP / 4;

/** Tiles packed at a time, so that a catalogue is not held twice. */
const CHUNK = 8;

/** How many steps a row takes; the last is filled with zeros. */
export function stepsOf(dim: number): number {
  return Math.ceil(dim / STEP);
}

/**
 * Packs rows as the scan reads them, `[tiles][steps][FAN][LANES]` of sixteen int8: lane l of a tile has rows 8l to 8l + 7,
 * and what its neighbours read in the same moment lies side by side.
 *
 * @param write Takes a chunk and its offset in bytes. The chunk is used again.
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
      const lane = Math.floor((i % TILE) / FAN);
      let to = Math.floor(i / TILE) * tileWords + ((i % FAN) * LANES + lane) * WORDS;
      const end = ((i + 1) * dim) / 4;
      for (let from = (i * dim) / 4; from < end; from += WORDS, to += TILE * WORDS) {
        const most = Math.min(WORDS, end - from);
        for (let word = 0; word < most; word++) used[to + word] = words[from + word]!;
      }
    }
    write(((row * tileWords) / TILE) * 4, used);
  }
}

/** Queries one after the other, each ending on a step. */
export function packQueries(queries: readonly Int8Array[], dim: number): Int8Array<ArrayBuffer> {
  const stride = stepsOf(dim) * STEP;
  const packed = new Int8Array(queries.length * stride);
  queries.forEach((query, i) => {
    packed.set(query, i * stride);
  });
  return packed;
}

/** Four components to a word, without a copy where they lie right. */
function wordsOf(run: Int8Array): Uint32Array {
  const aligned = run.byteOffset % 4 === 0 ? run : run.slice();
  return new Uint32Array(aligned.buffer, aligned.byteOffset, aligned.length / 4);
}
