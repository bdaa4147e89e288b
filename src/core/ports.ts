/** What core asks of the world. Each port has two implementations or more. */
import type { Backend } from '../types/backend.ts';
import type { ShopperEvent } from '../types/events.ts';

/** A row and what a back end found it to be worth: an integer, see `score.ts`. */
export interface Hit {
  readonly row: number;
  readonly key: number;
}

/** The catalogue's vectors: `[count * dim]` int8, row-major, and one scale a row, so that `data * scale` is the embedding. */
export interface Rows {
  readonly count: number;
  /** A multiple of 4. */
  readonly dim: number;
  readonly data: Int8Array;
  readonly scales: Float32Array;
}

/** One pass over the catalogue. */
export interface Scan {
  /** One quantised query an interest, each `[dim]` in [-63, 63] (`quantiseQuery`). 1 to 8 of them. */
  readonly queries: readonly Int8Array<ArrayBuffer>[];
  /** How many hits each query gets, 1 to 256. */
  readonly k: number;
  /** `[ceil(count / 32)]`, bit r set where row r may appear. All may, if left out. */
  readonly mask?: Uint32Array<ArrayBuffer>;
  /** `[count]` key units added to each row's key, the same for every query; |prior| <= 2^30. */
  readonly prior?: Int32Array<ArrayBuffer>;
}

/**
 * Finds the best rows of a catalogue. Every implementation gives the same hits, to the bit:
 * best first, ties to the lower row, fewer than `k` only where the mask leaves fewer.
 */
export interface Scorer {
  readonly backend: Backend;
  scan(scan: Scan): Promise<Hit[][]>;
  /** A quicker way to the same exact scores, where there is one. */
  readonly scoreExactly?: ScoreExactly;
  dispose(): void;
}

/** `query . row` of each row with the unquantised query `[dim]`, as `dotExact` has it, to the bit. */
export type ScoreExactly = (query: Float32Array, rows: readonly number[]) => ArrayLike<number>;

/** How far a reader has read a store. Only the store knows what the number means. */
export type Mark = number;

/** What a reader has not read yet. */
export interface Unread {
  readonly events: readonly ShopperEvent[];
  readonly mark: Mark;
  /** Whether `events` are all there are, in place of what was read before. */
  readonly whole: boolean;
}

/** Keeps events, oldest first. */
export interface EventStore {
  readonly kept: 'disk' | 'memory';
  /**
   * Appends one event, or several at once: all of them or none.
   *
   * @param mark How far the caller has read.
   * @returns The mark behind the events, if there was nothing to read between `mark` and them: then the caller need not
   * read them back. Else undefined, and the caller reads on from `mark`.
   */
  append(event: ShopperEvent | readonly ShopperEvent[], mark?: Mark): Promise<Mark | undefined>;
  /** What has been appended since, by anybody; all, if there is no mark. A mark ends with `replace` and `erase`. */
  since(mark: Mark | undefined): Promise<Unread>;
  all(): Promise<ShopperEvent[]>;
  /** Replaces all events at once: a failure leaves the old ones. */
  replace(events: readonly ShopperEvent[]): Promise<void>;
  /** Leaves nothing behind, the database itself included. */
  erase(): Promise<void>;
  close(): void;
}

/** What a text is: something searched by, or something found. Some models are told apart by words before it. */
export type Side = 'query' | 'document';

/** Turns text into unit vectors. */
export interface Embedder {
  readonly dim: number;
  /** One unit vector `[dim]` a text, in order. A text is a document unless it is said to be a query. */
  embed(texts: readonly string[], side?: Side): Promise<Float32Array<ArrayBuffer>[]>;
  dispose(): Promise<void>;
}
