import type { Recommender, ShelfItem } from '../types.ts';

const known = new Map<string, string>();

/** Keeps the titles of items that the page shows. */
export function rememberTitles(items: readonly Pick<ShelfItem, 'objectID' | 'title'>[]): void {
  for (const { objectID, title } of items) known.set(objectID, title);
}

/**
 * Titles by item id, for reasons, which name items by id alone. They cover the items that the page has shown and those
 * that the shopper viewed recently.
 */
export async function titlesById(recommender: Recommender): Promise<ReadonlyMap<string, string>> {
  const { items } = await recommender.recommend({ model: 'recently-viewed', limit: 100 });
  rememberTitles(items);
  return known;
}
