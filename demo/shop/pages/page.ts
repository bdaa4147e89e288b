import type { Recommender } from '../../../src/index.ts';
import type { ShelfView } from '../shelf.ts';

/** What a page is made with. */
export interface PageContext {
  /** Starts meanwhile; a page does not wait for it. */
  readonly recommender: Promise<Recommender>;
  /** Shows another page, without leaving this one's history behind. */
  go(path: string): void;
}

/** A page: what to show, and the shelves that follow the history. */
export interface Page {
  readonly title: string;
  readonly content: readonly Node[];
  readonly shelves?: readonly Pick<ShelfView, 'refresh'>[];
}
