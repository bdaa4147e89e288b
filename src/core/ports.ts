/** The interfaces that core needs from outside. Each has at least two implementations. */
import type { Backend } from '../types/backend.ts';
import type { ShopperEvent } from '../types/events.ts';

/** A row and its key: its score as an integer, see `score.ts`. */
export interface Hit {
  readonly row: number;
  readonly key: number;
}

/** The catalogue's vectors: `[count * dim]` int8, row-major, and one scale for each row. `data * scale` is the embedding. */
export interface Rows {
  readonly count: number;
  /** A multiple of 4. */
  readonly dim: number;
  readonly data: Int8Array;
  readonly scales: Float32Array;
}

/** One pass over the catalogue. */
export interface Scan {
  /** 1 to 8 quantised queries, one for each interest: `[dim]` in [-63, 63], see `quantiseQuery`. */
  readonly queries: readonly Int8Array<ArrayBuffer>[];
  /** How many hits each query gets, 1 to 256. */
  readonly k: number;
  /** `[ceil(count / 32)]`, with bit r set if row r may appear. Default: all rows may. */
  readonly mask?: Uint32Array<ArrayBuffer>;
  /** `[count]` key units added to each row's key, the same for every query; |prior| <= 2^30. */
  readonly prior?: Int32Array<ArrayBuffer>;
}

/**
 * Finds the best rows of a catalogue: best first, ties to the lower row, and `k` of them unless fewer may appear. Every
 * implementation gives the same hits, to the bit.
 */
export interface Scorer {
  readonly backend: Backend;
  scan(scan: Scan): Promise<Hit[][]>;
  /** A faster way to exact scores, if the back end has one. */
  readonly scoreExactly?: ScoreExactly;
  dispose(): void;
}

/** `query . row` for each row, with the unquantised query `[dim]`: to the bit the same as `dotExact`. */
export type ScoreExactly = (query: Float32Array, rows: readonly number[]) => ArrayLike<number>;

/** How far a reader has read a store. Only the store knows what the number means. */
export type Mark = number;

/** What a reader has not read yet. */
export interface Unread {
  readonly events: readonly ShopperEvent[];
  readonly mark: Mark;
  /** Whether `events` are all events, and replace those read before. */
  readonly whole: boolean;
}

/** Makes a history from another one. */
export type HistoryChange = (events: readonly ShopperEvent[]) => readonly ShopperEvent[];

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
  /** The events appended since the mark, by any tab; without a mark, all. `replace` and `erase` make marks invalid. */
  since(mark: Mark | undefined): Promise<Unread>;
  all(): Promise<ShopperEvent[]>;
  /**
   * Replaces all events at once. If it fails, the old ones stay.
   *
   * @param next The events, or what makes them from those that are kept.
   */
  replace(next: readonly ShopperEvent[] | HistoryChange): Promise<void>;
  /** Removes all events, and the database with them. */
  erase(): Promise<void>;
  close(): void;
}

/** Overwrites a small file of the origin private file system in place, or creates it. */
export type Overwrite = (file: string, bytes: Uint8Array<ArrayBuffer>) => Promise<void>;

/** Whether a text is a query or a document to be found. Some models need another prefix for each. */
export type Side = 'query' | 'document';

/** Turns text into unit vectors. */
export interface Embedder {
  readonly dim: number;
  /** One unit vector `[dim]` for each text, in order. Default side: `document`. */
  embed(texts: readonly string[], side?: Side): Promise<Float32Array<ArrayBuffer>[]>;
  dispose(): Promise<void>;
}
