import * as near from 'virtual:vitrine-kernel-signs';
import type { Hit, Rows, Scan } from '../core/ports.ts';
import { checkScan } from '../core/vectors/score.ts';
import type { NearExports, Simd } from './kernels.ts';
import { createTables } from './sign-tables.ts';
import { exactScorer, openKernel } from './open.ts';
import type { WasmScorer } from './scorer.ts';
import { openTeam } from './team.ts';
import { warmUp } from './warm-up.ts';

export interface OneBitOptions {
  readonly simd?: Simd;
  /** How much of the catalogue gets an exact look, in (0, 1]. Default 0.005. */
  readonly share?: number;
  /** As of `createWasmScorer`. */
  readonly threads?: number;
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
export function createOneBitScorer(
  given: Rows,
  { simd, share = 0.005, threads = 1 }: OneBitOptions = {},
): WasmScorer {
  const opened = openKernel(given, { simd, shared: threads > 1, near });
  const { buffer, layout, rows } = opened;
  const exports = opened.exports as NearExports;
  const { count, dim } = rows;
  const { bytes, bits, tables, places, scratch, ...signs } = layout.signs!;
  exports.packSigns(count, dim, bytes, layout.rows, bits);
  const step = Math.max(1, Math.floor(count / SAMPLED)); // in blocks of 64 rows
  const histogram = new Uint32Array(buffer, signs.histogram, bytes * 30 + 1);
  const writeTables = createTables(
    new Int32Array(buffer, places, bytes),
    new Uint8Array(buffer, tables, bytes * 32),
  );
  const { scan: scanJob, ...team } = openTeam(opened, threads);
  const scoreExactly = exactScorer(opened);

  function scanOne(request: Scan): Hit[] {
    const job = opened.jobOf(request, count);
    const taken = writeTables(request.queries[0]!);
    histogram.fill(0);
    exports.countDistances(
      count,
      step,
      bytes,
      bits,
      taken,
      places,
      tables,
      job.mask,
      signs.histogram,
      scratch,
    );
    const most = nearest(histogram, Math.max(LEAST_PER_HIT * request.k, share * count) / step);
    return scanJob({ ...job, taken, most })[0]!;
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

/** The distance within which there are at least `wanted` rows. */
function nearest(histogram: Uint32Array, wanted: number): number {
  let seen = 0;
  const at = histogram.findIndex((rows) => (seen += rows) >= wanted);
  return at < 0 ? histogram.length - 1 : at;
}
