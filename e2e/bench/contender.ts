import type { Rows } from '../../src/core/ports.ts';

/** The data of every contender: the same rows and queries, generated from the same seed. */
export interface BenchData {
  readonly count: number;
  readonly dim: number;
  /** `[count * dim]` f32, unit rows, row-major; empty for a contender with int8 rows. */
  readonly vectors: Float32Array<ArrayBuffer>;
  /** The same rows quantised; empty for a contender with f32 rows. */
  readonly rows: Rows;
  /** Unit queries `[dim]`, from the same mixture as the rows. */
  readonly queries: readonly Float32Array<ArrayBuffer>[];
  /** The exact best rows of the first queries, best first. */
  readonly truth: readonly (readonly number[])[];
}

/** The best `k`, best first; empty for a contender that only reads memory. */
export interface Found {
  readonly ids: readonly number[];
  readonly scores: readonly number[];
}

/** An index that is ready to search. */
export interface Index {
  /** Takes an f32 query and returns ids and scores, all in JavaScript's memory. */
  search(query: Float32Array<ArrayBuffer>, k: number): Promise<Found>;
  dispose(): Promise<void> | void;
}

/** A contender's code, which runs in the worker. */
export interface Searcher {
  /** Allocates int8 rows where the contender reads them, as a pack's loader does. */
  allocate?(count: number, dim: number): Promise<Rows> | Rows;
  /** Builds the index. `build_ms` is the time of this call, including the load of a runtime. */
  prepare(data: BenchData): Promise<Index>;
}

/** One line of the comparison. Node reads it too, so only `load` imports the searcher's code. */
export interface Contender {
  readonly name: string;
  readonly backend: 'js' | 'wasm' | 'webgpu';
  /** 1 on WebGPU. */
  readonly threads: number;
  readonly takes: 'f32' | 'int8';
  /** How many copies of the rows are in memory at most, including the benchmark's own. */
  readonly copies: number;
  load(): Promise<Searcher>;
}
