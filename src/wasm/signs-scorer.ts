import withSigns from 'virtual:vitrine-kernel-signs';
import type { Hit, Rows, Scan } from '../core/ports.ts';
import { checkScan } from '../core/vectors/score.ts';
import type { SignsExports, Simd } from './kernels.ts';
import { createTables } from './sign-tables.ts';
import { exactScorer, openKernel } from './open.ts';
import type { WasmScorer } from './scorer.ts';
import { openTeam } from './team.ts';
import { warmUp } from './warm-up.ts';

export interface SignsOptions {
  readonly simd?: Simd;
  /** The share of rows that get an exact score, in (0, 1]. Default 0.005. */
  readonly share?: number;
  /** As in `WasmOptions`. */
  readonly threads?: number;
}

/** The fewest rows for each wanted hit that get an exact score, however small the share. */
const MIN_ROWS_PER_HIT = 16;
/** About how many rows, evenly spaced, are sampled to estimate the distance of the nearest. */
const SAMPLE_ROWS = 4096;

/**
 * Scores in two passes: a one-bit pass over the signs of all rows, then exact scores of the nearest. On a large catalogue
 * this is several times as fast as scanning all rows. It is approximate: the hits that it finds have their exact keys, but
 * it misses some, so it is used only on request (`approximate`).
 *
 * @throws {VitrineError} `bad-shape`; `wasm` without SIMD support or enough memory.
 */
export function createSignsScorer(
  given: Rows,
  { simd, share = 0.005, threads = 1 }: SignsOptions = {},
): WasmScorer {
  const opened = openKernel(given, { simd, shared: threads > 1, withSigns });
  const { buffer, layout, rows } = opened;
  const exports = opened.exports as SignsExports;
  const { count, dim } = rows;
  const { bytes, packed, tables, byteIndices, scratch, ...signs } = layout.signs!;
  exports.packSigns(count, dim, bytes, layout.rows, packed);
  const step = Math.max(1, Math.floor(count / SAMPLE_ROWS)); // in blocks of 64 rows
  const histogram = new Uint32Array(buffer, signs.histogram, bytes * 30 + 1);
  const writeTables = createTables(
    new Int32Array(buffer, byteIndices, bytes),
    new Uint8Array(buffer, tables, bytes * 32),
  );
  const { scan: scanJob, ...team } = openTeam(opened, threads);
  const scoreExactly = exactScorer(opened);

  function scanOne(request: Scan): Hit[] {
    const job = opened.jobOf(request, count);
    const usedBytes = writeTables(request.queries[0]!);
    histogram.fill(0);
    exports.countDistances(
      count,
      step,
      bytes,
      packed,
      usedBytes,
      byteIndices,
      tables,
      job.mask,
      signs.histogram,
      scratch,
    );
    const maxDistance = distanceWithin(
      histogram,
      Math.max(MIN_ROWS_PER_HIT * request.k, share * count) / step,
    );
    return scanJob({ ...job, usedBytes, maxDistance })[0]!;
  }

  warmUp(rows, scanOne, scoreExactly);

  return {
    ...team,
    backend: 'wasm',
    scan: async (request: Scan) => {
      checkScan(rows, request);
      return request.queries.map((query) => scanOne({ ...request, queries: [query] }));
    },
    scoreExactly,
  };
}

/** The smallest distance within which there are at least `wanted` rows. */
function distanceWithin(histogram: Uint32Array, wanted: number): number {
  let seen = 0;
  const distance = histogram.findIndex((rows) => (seen += rows) >= wanted);
  return distance < 0 ? histogram.length - 1 : distance;
}
