import { EXAMPLES } from '../feed/findings.ts';

/** How many findings of each kind a page lists. */
export interface Extent {
  /** Of rows that were refused or guessed. */
  readonly examples: number;
  /** Of rows that need no deed of the owner: skipped, put right. */
  readonly others: number;
  readonly files: number;
  /** Ids that the catalogue lacks. */
  readonly ids: number;
}

/** For a terminal. */
export const SHORT: Extent = { examples: EXAMPLES, others: 1, files: 10, ids: 5 };
/** For a file: all that is kept. */
export const FULL: Extent = { examples: Infinity, others: Infinity, files: Infinity, ids: Infinity };
