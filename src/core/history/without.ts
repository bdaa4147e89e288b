import type { EventName, ShopperEvent } from '../../types/events.ts';

/**
 * The history as it would be if something had not happened.
 *
 * @param what A reason's event and object. Without an object, every event of that name.
 */
export function without(
  events: readonly ShopperEvent[],
  { event, objectID }: { readonly event: EventName; readonly objectID?: string },
): ShopperEvent[] {
  return events.flatMap((one) => {
    if (one.name !== event) return [one];
    if (objectID === undefined) return [];
    const ids = one.ids.filter((id) => id !== objectID);
    if (ids.length === one.ids.length) return [one];
    return ids.length > 0 ? [{ ...one, ids }] : [];
  });
}
