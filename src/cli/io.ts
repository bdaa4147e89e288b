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
  /** Makes the run end with 1, where a command has said itself what is bad about its input. */
  readonly fail: () => void;
}
