import { VitrineError } from '../errors.ts';
import { MAX_K, MAX_QUERIES } from '../core/vectors/score.ts';
import type { Rows } from '../core/ports.ts';

const PAGE = 65_536;
const ROWS_PADDING = 512; // the kernel reads past the last row
const SCRATCH_BYTES = 1024;
export const MAX_THREADS = 4;
/** Of one thread: a heap for each query, then scratch. */
export const HEAPS_BYTES = MAX_QUERIES * MAX_K * 8;
export const THREAD_BYTES = HEAPS_BYTES + SCRATCH_BYTES;
/** Rows that one call scores exactly. */
export const EXACT_ROWS = 256;
/** The shared words of control.ts. */
export const CONTROL_WORDS = 32;

/** Byte offsets in a kernel's memory. */
export interface Layout {
  readonly rows: number;
  readonly scales: number;
  readonly sums: number;
  readonly mask: number;
  readonly prior: number;
  readonly queries: number;
  readonly heaps: number;
  readonly control: number;
  readonly exact: ExactLayout;
  /** For the one-bit pass, if there is room for it. */
  readonly signs: SignsLayout | undefined;
  readonly bytes: number;
}

/** The arguments of `scoreExactly`. */
export interface ExactLayout {
  readonly list: number;
  readonly query: number;
  readonly wide: number;
  readonly scores: number;
}

/** The arguments of `scanSigns`; see kernel/signs.ts. */
export interface SignsLayout {
  /** Bytes of one row's signs, not an address. */
  readonly bytes: number;
  /** The signs of all rows. */
  readonly packed: number;
  readonly byteIndices: number;
  readonly tables: number;
  readonly histogram: number;
  readonly scratch: number;
  readonly list: number;
}

/** A memory that holds a catalogue's rows. It never grows, so its views stay valid. */
export interface RowsMemory {
  readonly memory: WebAssembly.Memory;
  readonly layout: Layout;
  readonly rows: Rows;
}

const owners = new WeakMap<ArrayBufferLike, RowsMemory>();

/**
 * Allocates rows in the kernel's memory, so that a catalogue is in memory only once. The caller fills `rows.data` and
 * `rows.scales`.
 *
 * @param signs Whether to leave room for the one-bit pass.
 * @throws {VitrineError} `wasm` if there is not enough memory.
 */
export function allocateRows(count: number, dim: number, shared: boolean, signs = false): RowsMemory {
  const layout = layoutOf(count, dim, signs);
  const pages = Math.ceil(layout.bytes / PAGE);
  let memory: WebAssembly.Memory;
  try {
    memory = new WebAssembly.Memory({ initial: pages, maximum: pages, shared });
  } catch (cause) {
    throw new VitrineError('wasm', `WebAssembly has no room for ${count} rows of ${dim}`, { cause });
  }
  const { buffer } = memory;
  const rows = {
    count,
    dim,
    data: new Int8Array(buffer, layout.rows, count * dim),
    scales: new Float32Array(buffer, layout.scales, count),
  };
  const rowsMemory = { memory, layout, rows };
  owners.set(buffer, rowsMemory);
  return rowsMemory;
}

/** The memory of rows that `allocateRows` allocated; for other rows a new one with a copy of them. */
export function memoryOf(rows: Rows, shared: boolean, signs = false): RowsMemory {
  const owner = owners.get(rows.data.buffer);
  if (owner && (!signs || owner.layout.signs)) return owner;
  const copy = allocateRows(rows.count, rows.dim, shared, signs);
  copy.rows.data.set(rows.data);
  copy.rows.scales.set(rows.scales);
  return copy;
}

export function isShared(memory: WebAssembly.Memory): boolean {
  return typeof SharedArrayBuffer !== 'undefined' && memory.buffer instanceof SharedArrayBuffer;
}

function layoutOf(count: number, dim: number, signs: boolean): Layout {
  let end = 0;
  const take = (bytes: number): number => {
    const start = end;
    end = Math.ceil((end + bytes) / 64) * 64;
    return start;
  };
  const bytes = 2 * Math.ceil(dim / 16);
  return {
    control: take(CONTROL_WORDS * 4),
    queries: take(MAX_QUERIES * Math.ceil(dim / 16) * 32),
    heaps: take(MAX_THREADS * THREAD_BYTES),
    exact: {
      list: take(EXACT_ROWS * 4),
      query: take(dim * 4),
      wide: take(dim * 8),
      scores: take(EXACT_ROWS * 8),
    },
    mask: take(Math.ceil(count / 64) * 8),
    prior: take(count * 4),
    scales: take(count * 4),
    sums: take(count * 4),
    rows: take(count * dim + ROWS_PADDING),
    signs: signs
      ? {
          bytes,
          packed: take(Math.ceil(count / 64) * 64 * bytes),
          byteIndices: take(bytes * 4),
          tables: take(bytes * 2 * 16),
          histogram: take((bytes * 30 + 1) * 4),
          scratch: take(128),
          list: take(count * 4),
        }
      : undefined,
    bytes: end,
  };
}
