import type { Item } from '../types/items.ts';

/** Characters of a description that are embedded: the rest is more often about delivery than about the product. */
const MAX_DESCRIPTION = 200;

/**
 * The text of an item for the text model: the title first, because it says most, then category, brand and description.
 */
export function itemText({
  title,
  category,
  brand,
  description,
}: Pick<Item, 'title' | 'category' | 'brand' | 'description'>): string {
  // A brand that the title contains would count twice.
  const named = brand !== undefined && title.toLowerCase().includes(brand.toLowerCase());
  return [title, category, named ? undefined : brand, description?.slice(0, MAX_DESCRIPTION)]
    .filter(Boolean)
    .join('. ');
}
