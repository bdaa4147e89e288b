import type { Hit, Rows, Scan, Scorer } from '../core/ports.ts';
import { checkScan } from '../core/score.ts';
import type { Simd } from './kernels.ts';
import { HEAPS_BYTES, type SignsLayout } from './memory.ts';
import { exactScorer, openKernel, readHits } from './open.ts';

export interface OneBitOptions {
  readonly simd?: Simd;
  /** How much of the catalogue gets an exact look, in (0, 1]. Default 0.005. */
  readonly share?: number;
}

/** So many rows for each hit wanted are looked at, however small the share. */
const LEAST_PER_HIT = 16;
/** About so many rows, evenly spaced, say how far the nearest are. */
const SAMPLED = 4096;

/**
 * Scores in two passes: the signs of every row, one bit a component, then exactly the rows that look nearest. Several times
 * as quick as a whole scan of a large catalogue. It misses some: hits that are found have their exact keys, but this is
 * no back end that gives the same as the others, so nothing takes it unasked.
 *
 * @throws {VitrineError} `bad-shape`; `wasm` where there is no SIMD or no room.
 */
export function createOneBitScorer(given: Rows, { simd, share = 0.005 }: OneBitOptions = {}): Scorer {
  const { buffer, layout, rows, exports, writeQueries, writeLimits } = openKernel(given, simd, false, true);
  const signs = layout.signs!;
  const { count, dim } = rows;
  exports.packSigns(count, dim, signs.words, layout.rows, signs.bits);
  const step = Math.max(1, Math.floor(count / SAMPLED));
  const histogram = new Uint32Array(buffer, signs.histogram, signs.words * 64 + 1);

  function scanOne(query: Int8Array, k: number, mask: number, prior: number): Hit[] {
    const heap = layout.heaps;
    writeQueries([query]);
    writeSigns(buffer, signs, query);
    histogram.fill(0);
    const { words, bits, query: at } = signs;
    exports.countDistances(count, step, words, bits, at, mask, signs.histogram);
    const most = nearest(histogram, Math.max(LEAST_PER_HIT * k, share * count) / step);
    const length = exports.listNear(count, words, bits, at, most, signs.list);
    exports.clear(heap, k);
    exports.walkList(
      signs.list,
      length,
      dim,
      layout.rows,
      layout.scales,
      layout.sums,
      layout.queries,
      mask,
      prior,
      heap,
      k,
      heap + HEAPS_BYTES,
    );
    exports.sort(heap, k);
    return readHits(buffer, heap, k);
  }

  return {
    backend: 'wasm',
    scan: async (request: Scan) => {
      checkScan(rows, request);
      const { mask, prior } = writeLimits(request);
      return request.queries.map((query) => scanOne(query, request.k, mask, prior));
    },
    scoreExactly: exactScorer(layout, buffer, exports, dim),
    dispose: () => undefined,
  };
}

function writeSigns(buffer: ArrayBufferLike, { query: at, words }: SignsLayout, query: Int8Array): void {
  const bytes = new Uint8Array(buffer, at, words * 8).fill(0);
  query.forEach((value, j) => {
    if (value < 0) bytes[j >> 3]! |= 1 << (j & 7);
  });
}

/** How many differing signs let at least `wanted` rows through. */
function nearest(histogram: Uint32Array, wanted: number): number {
  let seen = 0;
  const at = histogram.findIndex((rows) => (seen += rows) >= wanted);
  return at < 0 ? histogram.length - 1 : at;
}
