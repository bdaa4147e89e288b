import type { Recommender } from 'vitrine';
import type { ShelfView } from '../shelf.ts';

/** What a page needs from the shop. */
export interface PageContext {
  /** It may still be starting; a page shows without it. */
  readonly recommender: Promise<Recommender>;
  /** Shows another page of the shop without loading the document again. */
  go(path: string): void;
}

/** A page's content, and the shelves that are refreshed when the history changes. */
export interface Page {
  readonly title: string;
  readonly content: readonly Node[];
  readonly shelves?: readonly Pick<ShelfView, 'refresh'>[];
}
