import type { Recommender, ShelfItem } from '../types.ts';

const known = new Map<string, string>();

/** Titles of items that the page has shown, by id. */
export function noteTitles(items: readonly Pick<ShelfItem, 'objectID' | 'title'>[]): void {
  for (const { objectID, title } of items) known.set(objectID, title);
}

/** Titles by id, those of the shopper's recent items among them: reasons name items by id only. */
export async function titles(recommender: Recommender): Promise<ReadonlyMap<string, string>> {
  const { items } = await recommender.recommend({ model: 'recently-viewed', limit: 100 });
  noteTitles(items);
  return known;
}
