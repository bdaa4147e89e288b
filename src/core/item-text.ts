import type { Item } from '../types/items.ts';

/** Characters of a description that are embedded: what follows is delivery terms more often than the product. */
const DESCRIPTION = 200;

/**
 * What the text model reads of an item: the title first, because it says most, then what kind of thing it is, whose,
 * and how it is described.
 */
export function itemText({
  title,
  category,
  brand,
  description,
}: Pick<Item, 'title' | 'category' | 'brand' | 'description'>): string {
  // A brand that the title names already would only count twice.
  const named = brand !== undefined && title.toLowerCase().includes(brand.toLowerCase());
  return [title, category, named ? undefined : brand, description?.slice(0, DESCRIPTION)]
    .filter(Boolean)
    .join('. ');
}
