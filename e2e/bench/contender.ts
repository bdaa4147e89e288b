import type { Rows } from '../../src/core/ports.ts';

/** What every contender gets: the same rows and queries, made from the same seed. */
export interface BenchData {
  readonly count: number;
  readonly dim: number;
  /** `[count * dim]` f32, unit rows, row-major; empty for a contender that takes int8. */
  readonly vectors: Float32Array<ArrayBuffer>;
  /** The same rows quantised; of no rows for a contender that takes f32. */
  readonly rows: Rows;
  /** Unit queries `[dim]`, from the same mixture as the rows. */
  readonly queries: readonly Float32Array<ArrayBuffer>[];
  /** The true best rows of the first queries, best first. */
  readonly truth: readonly (readonly number[])[];
}

/** The best `k`, best first. A scan that only reads memory gives none. */
export interface Found {
  readonly ids: readonly number[];
  readonly scores: readonly number[];
}

/** A catalogue, ready to be searched. */
export interface Index {
  /** End to end: f32 query in, ids and scores out, in JavaScript's memory. */
  search(query: Float32Array<ArrayBuffer>, k: number): Promise<Found>;
  dispose(): Promise<void> | void;
}

/** What runs in the worker. */
export interface Searcher {
  /** Room for int8 rows where the contender reads them, as a pack's loader puts them there. */
  allocate?(count: number, dim: number): Promise<Rows> | Rows;
  /** Builds the index; all that this takes, the load of a runtime included, is `build_ms`. */
  prepare(data: BenchData): Promise<Index>;
}

/** One line of the comparison; read in Node too, so the searcher's code comes only with `load`. */
export interface Contender {
  readonly name: string;
  readonly backend: 'js' | 'wasm' | 'webgpu';
  /** On WebGPU, 1. */
  readonly threads: number;
  readonly takes: 'f32' | 'int8';
  /** How many times the rows are in memory at the worst moment, the bench's own copy included. */
  readonly copies: number;
  load(): Promise<Searcher>;
}
