import type { EventName, ShopperEvent } from '../../types.ts';

/** Milliseconds after a click on a shelf within which what follows is owed to it. */
const WINDOW = 24 * 60 * 60_000;
const OWED = new Set<EventName>(['view_item', 'add_to_cart', 'add_to_wishlist', 'purchase']);

/** An event with the `queryID` of the shelf that its item was last taken from, if it was taken from one. */
export function attributed(event: ShopperEvent, events: readonly ShopperEvent[]): ShopperEvent {
  if (event.queryID !== undefined || !OWED.has(event.name)) return event;
  const ids = new Set(event.ids);
  const click = events.findLast(
    ({ name, queryID, ids: taken, at }) =>
      name === 'select_item' &&
      queryID !== undefined &&
      event.at - at <= WINDOW &&
      taken.some((id) => ids.has(id)),
  );
  return click?.queryID === undefined ? event : { ...event, queryID: click.queryID };
}
