/** What `verify` gives: all that has come in, and all that is kept. Nothing goes out. */
export interface Verification {
  /** Files fetched by the engine, and by this page's text model if it has been used. */
  readonly fetched: readonly FetchedFile[];
  readonly stored: Stored;
}

export interface FetchedFile {
  readonly url: string;
  /** As read, uncompressed; 0 where the browser does not say. */
  readonly bytes: number;
  /** Whether it was checked against a hash in the pack's manifest before use. */
  readonly checked: boolean;
}

/** Where the history is, and how much of it. */
export interface Stored {
  readonly kept: 'disk' | 'memory';
  /** Of the IndexedDB database, if it is on disk. */
  readonly database?: string;
  readonly events: number;
  /** About: of the events as JSON. */
  readonly bytes: number;
  /** Of the first event, in epoch milliseconds. */
  readonly oldest?: number;
  /** Whether the disk holds them encrypted. */
  readonly encrypted: boolean;
}
