import type { PageContext } from './page.ts';
import { shelfView, type ShelfView } from '../shelf.ts';

/**
 * Products that are bought with the given ones; without `objectIDs`, with those in the cart or in the last purchase. In
 * this demo the pairs come from simulated orders.
 */
export function boughtTogether(
  recommender: PageContext['recommender'],
  objectIDs?: readonly string[],
): ShelfView {
  const request = { model: 'bought-together', ...(objectIDs && { objectIDs }) } as const;
  return shelfView(recommender, 'Bought together (simulated orders)', request);
}
