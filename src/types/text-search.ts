import type { SearchOptions } from './requests.ts';
import type { Shelf } from './shelf.ts';

/** The options of `search`. */
export interface TextSearchOptions extends SearchOptions {
  /**
   * Whether the meaning of the text counts beside its words: it needs the text model, of several megabytes.
   *
   * - `auto` (default): if the model is ready, or if the words find too little: then the search waits for it. What words find
   *   is answered without waiting, and the model loads for the next search. It never loads on a device that saves data or has
   *   a memory of 1 GiB or less.
   * - `wait`: always. The search waits for the model.
   * - `off`: never.
   */
  readonly meaning?: 'auto' | 'wait' | 'off';
  /** Whether the shopper is still typing, so that the last word may be unfinished. Default false. */
  readonly typing?: boolean;
  /** Called with what the words alone find, if the search then waits for the model. */
  readonly onWords?: (shelf: Shelf) => void;
}
