import { VitrineError } from '../errors.ts';
import { MAX_K, MAX_QUERIES } from '../core/vectors/score.ts';
import type { Rows } from '../core/ports.ts';

const PAGE = 65_536;
const SLACK = 512; // the kernel may read past the last row
const SCRATCH_BYTES = 1024;
export const MAX_THREADS = 4;
/** Of one thread: a heap for each query, and the scratch of its pass. */
export const HEAPS_BYTES = MAX_QUERIES * MAX_K * 8;
export const THREAD_BYTES = HEAPS_BYTES + SCRATCH_BYTES;
/** Rows that get exact scores at once. */
export const EXACT_ROWS = 256;
/** Of the shared words by which threads agree on a scan. */
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
  /** What a first pass over signs needs, if there is room for one. */
  readonly signs: SignsLayout | undefined;
  readonly bytes: number;
}

/** Of `scoreExactly`, for some rows and one query. */
export interface ExactLayout {
  readonly list: number;
  readonly query: number;
  readonly wide: number;
  readonly scores: number;
}

/** See kernel/bits.ts. */
export interface SignsLayout {
  /** Of a row. */
  readonly bytes: number;
  readonly bits: number;
  readonly places: number;
  readonly tables: number;
  readonly histogram: number;
  readonly scratch: number;
  readonly list: number;
}

/** A memory with a catalogue's rows in it. It never grows, so its views stay. */
export interface RowsMemory {
  readonly memory: WebAssembly.Memory;
  readonly layout: Layout;
  readonly rows: Rows;
}

const owners = new WeakMap<ArrayBufferLike, RowsMemory>();

/**
 * Makes room for rows where the kernel reads them, so that a catalogue is in memory once. The caller fills
 * `rows.data` and `rows.scales`.
 *
 * @throws {VitrineError} `wasm` if there is no such room.
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
  const made = { memory, layout, rows };
  owners.set(buffer, made);
  return made;
}

/** The memory that rows lie in, if `allocateRows` made it; else a new one with a copy of them. */
export function memoryOf(rows: Rows, shared: boolean, signs = false): RowsMemory {
  const owner = owners.get(rows.data.buffer);
  if (owner && (!signs || owner.layout.signs)) return owner;
  const made = allocateRows(rows.count, rows.dim, shared, signs);
  made.rows.data.set(rows.data);
  made.rows.scales.set(rows.scales);
  return made;
}

export function isShared(memory: WebAssembly.Memory): boolean {
  return typeof SharedArrayBuffer !== 'undefined' && memory.buffer instanceof SharedArrayBuffer;
}

function layoutOf(count: number, dim: number, signs: boolean): Layout {
  let end = 0;
  const take = (bytes: number): number => {
    const at = end;
    end = Math.ceil((end + bytes) / 64) * 64;
    return at;
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
    rows: take(count * dim + SLACK),
    signs: signs
      ? {
          bytes,
          bits: take(Math.ceil(count / 64) * 64 * bytes),
          places: take(bytes * 4),
          tables: take(bytes * 2 * 16),
          histogram: take((bytes * 30 + 1) * 4),
          scratch: take(128),
          list: take(count * 4),
        }
      : undefined,
    bytes: end,
  };
}
