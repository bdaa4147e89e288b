import type { PageContext } from './page.ts';
import { shelfView, type ShelfView } from '../shelf.ts';

/** What goes with the items named, or else with the cart or the last purchase. Pairs come from simulated orders here. */
export function boughtTogether(
  recommender: PageContext['recommender'],
  objectIDs?: readonly string[],
): ShelfView {
  const request = { model: 'bought-together', ...(objectIDs && { objectIDs }) } as const;
  return shelfView(recommender, 'Bought together (simulated orders)', request);
}
