import type { Item, ShopperEvent } from '../../types.ts';
import type { Catalogue } from '../catalogue.ts';

/**
 * Whether an item is in a category that says too much of a person to be remembered: one of those named, or one below it, as
 * `Health > Tests` is below `Health`.
 */
export function isSensitive({ category }: Partial<Item>, categories: readonly string[]): boolean {
  return categories.some(
    (name) =>
      category === name || (category?.startsWith(name) && /^\s*[>/|]/.test(category.slice(name.length))),
  );
}

/** Events without the items of sensitive categories; what named nothing else is gone. */
export function withoutSensitive(
  events: readonly ShopperEvent[],
  { items, rowOf, sensitive }: Pick<Catalogue, 'items' | 'rowOf' | 'sensitive'>,
): readonly ShopperEvent[] {
  if (!sensitive?.length) return events;
  const told = (id: string) => {
    const row = rowOf.get(id);
    return row !== undefined && isSensitive(items[row]!, sensitive);
  };
  return events.flatMap((event) => {
    const ids = event.ids.filter((id) => !told(id));
    if (ids.length === event.ids.length) return [event];
    return ids.length > 0 ? [{ ...event, ids }] : [];
  });
}
