/**
 * Where the GPU keeps what it found of the rows. Cells are u32:
 * `[queries][keys]` the rows' keys, then `[queries][heads]`, in which level 1 holds the best of each eight keys, level 2
 * the best of each eight of level 1, and so on up to a level that one workgroup goes through quickly.
 */

/** Rows to an invocation of the scan, and entries to one of the next level. As in request.wgsl. */
export const FAN = 8;

/** Invocations to a workgroup of the scan. As in scan.wgsl. */
export const LANES = 64;

/** Rows to a workgroup of the scan. */
export const TILE = FAN * LANES;

/** Entries of the top level, at most. */
const TOP = 4096;

/** Cells to which a buffer's parts are aligned, so that each may be bound by itself: 256 bytes. */
const ALIGNMENT = 64;

export interface Level {
  /** Cell among a query's heads. */
  readonly offset: number;
  readonly size: number;
}

export interface Layout {
  /** Cells of one query's keys. */
  readonly keys: number;
  /** Cells of one query's heads. */
  readonly heads: number;
  /** From level 1 up, one at least. */
  readonly levels: readonly Level[];
}

export function layoutOf(count: number): Layout {
  const keys = roundUp(count, TILE);
  const levels: Level[] = [];
  let heads = 0;
  let size = keys;
  do {
    size = Math.ceil(size / FAN);
    levels.push({ offset: heads, size });
    heads += roundUp(size, FAN);
  } while (size > TOP);
  return { keys, heads: roundUp(heads, ALIGNMENT), levels };
}

/** Runs of rows that each fit a binding and a dispatch, all but the last of whole tiles. */
export function splitRows(
  count: number,
  rowBytes: number,
  { maxStorageBufferBindingSize, maxComputeWorkgroupsPerDimension }: GPUSupportedLimits,
): { firstRow: number; count: number }[] {
  const tiles = Math.floor(maxStorageBufferBindingSize / (rowBytes * TILE));
  const most = TILE * Math.max(1, Math.min(tiles, maxComputeWorkgroupsPerDimension));
  return Array.from({ length: Math.ceil(count / most) }, (_, i) => ({
    firstRow: i * most,
    count: Math.min(most, count - i * most),
  }));
}

/** Workgroups that the scan of so many rows takes. */
export function tilesOf(count: number): number {
  return Math.ceil(count / TILE);
}

function roundUp(value: number, to: number): number {
  return Math.ceil(value / to) * to;
}
