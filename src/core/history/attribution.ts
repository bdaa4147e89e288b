import type { EventName, ShopperEvent } from '../../types/events.ts';

/** Milliseconds after a click on a shelf in which events with its items count as caused by the shelf. */
const WINDOW = 24 * 60 * 60_000;
const ATTRIBUTABLE = new Set<EventName>(['view_item', 'add_to_cart', 'add_to_wishlist', 'purchase']);

/** The event with the `queryID` of the shelf on which its item was last clicked, if it was clicked on one. */
export function attributed(event: ShopperEvent, events: readonly ShopperEvent[]): ShopperEvent {
  if (event.queryID !== undefined || !ATTRIBUTABLE.has(event.name)) return event;
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
