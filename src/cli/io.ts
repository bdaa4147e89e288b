import type { EmbedItems } from './embed.ts';

/** Where a run writes. */
export interface Io {
  out(text: string): void;
  err(text: string): void;
}

/** What every command needs. */
export interface Context {
  readonly io: Io;
  /** How texts become vectors; tests bring their own. */
  readonly embed?: EmbedItems;
}
