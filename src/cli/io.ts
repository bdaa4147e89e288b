import type { EmbedItems } from './embed.ts';

/** The output streams of a run. */
export interface Io {
  out(text: string): void;
  err(text: string): void;
}

/** The collaborators of every command. */
export interface Context {
  readonly io: Io;
  /** Turns texts into vectors; tests pass their own. */
  readonly embed?: EmbedItems;
  /** Makes the run end with code 1, for a command that prints itself what is wrong with its input. */
  readonly fail: () => void;
}
