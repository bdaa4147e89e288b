/**
 * The cells in which the GPU keeps what a scan found. Cells are u32: `[queries][keys]` the rows' keys, then
 * `[queries][maxima]` the block maxima. Level 1 of these holds the highest key of each block of eight rows, level 2 the
 * highest of each eight entries of level 1, and so on up to a level that one workgroup searches quickly.
 */

/** Rows to an invocation of the scan, and entries to one of the next level. As in request.wgsl. */
export const BLOCK = 8;

/** Invocations to a workgroup of the scan. As in scan.wgsl. */
export const WORKGROUP_SIZE = 64;

/** Rows to a workgroup of the scan. */
export const TILE = BLOCK * WORKGROUP_SIZE;

/** Entries of the top level, at most. */
const TOP_LEVEL_MAX = 4096;

/** Cells to which a buffer's parts are aligned, so that each can be bound by itself: 256 bytes. */
const ALIGNMENT = 64;

export interface Level {
  /** First cell among a query's block maxima. */
  readonly offset: number;
  readonly size: number;
}

export interface CellLayout {
  /** Cells of one query's keys. */
  readonly keys: number;
  /** Cells of one query's block maxima, all levels. */
  readonly maxima: number;
  /** From level 1 up, at least one. */
  readonly levels: readonly Level[];
}

export function cellLayout(count: number): CellLayout {
  const keys = roundUp(count, TILE);
  const levels: Level[] = [];
  let maxima = 0;
  let size = keys;
  do {
    size = Math.ceil(size / BLOCK);
    levels.push({ offset: maxima, size });
    maxima += roundUp(size, BLOCK);
  } while (size > TOP_LEVEL_MAX);
  return { keys, maxima: roundUp(maxima, ALIGNMENT), levels };
}

/** Splits rows into runs that each fit one binding and one dispatch; all runs but the last consist of whole tiles. */
export function splitRows(
  count: number,
  rowBytes: number,
  { maxStorageBufferBindingSize, maxComputeWorkgroupsPerDimension }: GPUSupportedLimits,
): { firstRow: number; count: number }[] {
  const tiles = Math.floor(maxStorageBufferBindingSize / (rowBytes * TILE));
  const max = TILE * Math.max(1, Math.min(tiles, maxComputeWorkgroupsPerDimension));
  return Array.from({ length: Math.ceil(count / max) }, (_, i) => ({
    firstRow: i * max,
    count: Math.min(max, count - i * max),
  }));
}

/** Workgroups of a scan over `count` rows. */
export function tilesOf(count: number): number {
  return Math.ceil(count / TILE);
}

function roundUp(value: number, to: number): number {
  return Math.ceil(value / to) * to;
}
