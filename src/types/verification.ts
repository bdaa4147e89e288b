/** What `verify` gives: every file that was fetched, and what is stored. Nothing is ever sent. */
export interface Verification {
  /**
   * Files fetched by the engine and, if it has been used, by this page's text model; and the images that elements of this
   * page have the browser load.
   */
  readonly fetched: readonly FetchedFile[];
  /** The hosts of these files: each has been told that they were asked for. */
  readonly hosts: readonly string[];
  readonly stored: Stored;
}

/** A file that was fetched. */
export interface FetchedFile {
  /** Absolute. */
  readonly url: string;
  /** Uncompressed size; 0 if the browser does not give it. */
  readonly bytes: number;
  /** Whether the file's hash was compared with the one in the pack's manifest before use. */
  readonly checked: boolean;
}

/** Where the history is kept, and how much of it there is. */
export interface Stored {
  readonly kept: 'disk' | 'memory';
  /** Name of the IndexedDB database, if the history is on disk. */
  readonly database?: string;
  /** The number of events. */
  readonly events: number;
  /** The approximate size: that of the events as JSON. */
  readonly bytes: number;
  /** Time of the first event, in epoch milliseconds. */
  readonly oldest?: number;
  /** Whether the events on disk are encrypted. */
  readonly encrypted: boolean;
  /** With `persist: 'visit'`: the letters that the tab's `sessionStorage` holds of the visit, encrypted. */
  readonly inTab?: number;
}
