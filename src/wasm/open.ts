import type { Hit, Rows, Scan, ScoreExactly } from '../core/ports.ts';
import { checkRows, MAX_QUERIES } from '../core/vectors/score.ts';
import type { Job } from './control.ts';
import { instantiate, kernelFor, type Simd, type Variants } from './kernels.ts';
import { EXACT_ROWS, isShared, memoryOf } from './memory.ts';

/** The row of an empty slot of a heap. */
const NO_ROW = 0xffffffff;

export interface KernelOptions {
  /** Requires one kernel; by default the best that the browser supports. */
  readonly simd?: Simd | undefined;
  /** Whether threads share the memory. */
  readonly shared: boolean;
  /** The kernel with the one-bit pass, which also needs memory for signs. */
  readonly withSigns?: Variants;
}

export type OpenKernel = ReturnType<typeof openKernel>;

/**
 * Opens a kernel on a catalogue's rows.
 *
 * @throws {VitrineError} `bad-shape`; `wasm` without SIMD support or enough memory.
 */
export function openKernel(given: Rows, { simd, shared, withSigns }: KernelOptions) {
  checkRows(given);
  const inMemory = memoryOf(given, shared, withSigns !== undefined);
  const { memory, layout, rows } = inMemory;
  const { buffer } = memory;
  const kernel = kernelFor(isShared(memory), simd, withSigns);
  const exports = instantiate(kernel, memory);
  if (kernel.relaxed) exports.sumRows(rows.count, rows.dim, layout.rows, layout.sums);

  const padded = Math.ceil(rows.dim / 16) * 16;
  const queryBytes = kernel.relaxed ? padded : 2 * padded;
  const all = new Uint8Array(buffer, layout.queries, MAX_QUERIES * queryBytes);

  /** Writes queries in the form that the kernel reads (see kernel/dot.ts). */
  function writeQueries(queries: readonly Int8Array[]): void {
    all.fill(0, 0, queries.length * queryBytes);
    queries.forEach((query, i) => {
      const start = i * queryBytes;
      if (kernel.relaxed) for (let j = 0; j < rows.dim; j++) all[start + j] = query[j]! + 64;
      else writeSplit(new Int16Array(buffer, layout.queries + start, padded), query);
    });
  }

  /** Writes mask and prior; returns their addresses, 0 for one that is undefined. */
  function writeFilters({ mask, prior }: Scan): { mask: number; prior: number } {
    if (mask) new Uint32Array(buffer, layout.mask, mask.length).set(mask);
    if (prior) new Int32Array(buffer, layout.prior, prior.length).set(prior);
    return { mask: mask ? layout.mask : 0, prior: prior ? layout.prior : 0 };
  }

  /** Writes a scan's arguments; returns the job of scanning the first `count` rows. */
  function jobOf(request: Scan, count: number): Job {
    const { queries, k } = request;
    writeQueries(queries);
    const filters = writeFilters(request);
    return {
      count,
      dim: rows.dim,
      queryBytes,
      width: queries.length,
      k,
      ...filters,
      usedBytes: 0,
      maxDistance: 0,
    };
  }

  return { ...inMemory, buffer, kernel, exports, jobOf };
}

/** Of every 16 components, writes first the ones with even index, then the ones with odd index. */
function writeSplit(to: Int16Array, query: Int8Array): void {
  for (let j = 0; j < query.length; j++) to[(j & ~15) | ((j & 1) << 3) | ((j & 15) >> 1)] = query[j]!;
}

/** Computes exact scores with the kernel. */
export function exactScorer({
  layout: { exact, ...layout },
  buffer,
  exports,
  rows: { dim },
}: OpenKernel): ScoreExactly {
  const list = new Int32Array(buffer, exact.list, EXACT_ROWS);
  const query = new Float32Array(buffer, exact.query, dim);
  const found = new Float64Array(buffer, exact.scores, EXACT_ROWS);
  return (given, rows) => {
    const scores = new Float64Array(rows.length);
    query.set(given);
    for (let from = 0; from < rows.length; from += EXACT_ROWS) {
      const some = rows.slice(from, from + EXACT_ROWS);
      list.set(some);
      exports.scoreExactly(
        exact.list,
        some.length,
        dim,
        layout.rows,
        layout.scales,
        exact.query,
        exact.wide,
        exact.scores,
      );
      scores.set(found.subarray(0, some.length), from);
    }
    return scores;
  };
}

/** Reads a sorted heap, whose entries are the complement of a row, then its key. */
export function readHits(buffer: ArrayBufferLike, heap: number, k: number): Hit[] {
  const words = new Int32Array(buffer, heap, 2 * k);
  const hits: Hit[] = [];
  for (let i = 0; i < words.length; i += 2) {
    const row = ~words[i]! >>> 0;
    if (row !== NO_ROW) hits.push({ row, key: words[i + 1]! });
  }
  return hits;
}
