import type { Readable } from 'node:stream';

/** A file, an address or a stream that a feed is read from. */
export interface Source {
  /** How messages name it. */
  readonly name: string;
  /** Path, if it is a file that can be read from any offset. */
  readonly file?: string;
  /** Whether it was found in a folder, so that it need not be a feed. */
  readonly found?: boolean;
  open(): Promise<Opened>;
}

export interface Opened {
  readonly bytes: Readable;
  /** Media type that the server gives. */
  readonly type?: string;
  /** Address after redirects. */
  readonly address?: string;
  /** The page of the feed that follows, if this one had `rows` rows. */
  readonly next?: (rows: number) => Source | undefined;
}
