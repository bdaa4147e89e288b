import type { ShopperEvent } from '../../types/events.ts';
import type { Item } from '../../types/items.ts';
import type { Catalogue } from '../catalogue.ts';

/**
 * Whether an item is in one of the categories given, or in one below, as `Health > Tests` is below `Health`. Items of
 * sensitive categories say too much of a person to be remembered.
 */
export function isSensitive({ category }: Partial<Item>, categories: readonly string[]): boolean {
  return categories.some(
    (name) =>
      category === name || (category?.startsWith(name) && /^\s*[>/|]/.test(category.slice(name.length))),
  );
}

/** The events without items of sensitive categories. An event that named only such items is dropped. */
export function withoutSensitive(
  events: readonly ShopperEvent[],
  { items, rowOf, sensitive }: Pick<Catalogue, 'items' | 'rowOf' | 'sensitive'>,
): readonly ShopperEvent[] {
  if (!sensitive?.length) return events;
  const isIn = (id: string) => {
    const row = rowOf.get(id);
    return row !== undefined && isSensitive(items[row]!, sensitive);
  };
  return events.flatMap((event) => {
    const ids = event.ids.filter((id) => !isIn(id));
    if (ids.length === event.ids.length) return [event];
    return ids.length > 0 ? [{ ...event, ids }] : [];
  });
}
