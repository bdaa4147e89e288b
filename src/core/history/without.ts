import type { EventName, ShopperEvent } from '../../types/events.ts';

/**
 * The history as it would be if something had not happened.
 *
 * @param what A reason's event and object. Without an object, every event of that name.
 * @param searched The ids of the items that a search has found: a search that found the object did not happen.
 */
export function without(
  events: readonly ShopperEvent[],
  { event, objectID }: { readonly event: EventName; readonly objectID?: string },
  searched: (search: ShopperEvent) => readonly string[] = () => [],
): ShopperEvent[] {
  return events.flatMap((one) => {
    if (one.name !== event) return [one];
    if (objectID === undefined || (event === 'search' && searched(one).includes(objectID))) return [];
    const ids = one.ids.filter((id) => id !== objectID);
    if (ids.length === one.ids.length) return [one];
    return ids.length > 0 ? [{ ...one, ids }] : [];
  });
}
