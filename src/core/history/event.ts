import { shown, VitrineError } from '../../errors.ts';
import type { EventName, EventParameters, ShopperEvent } from '../../types.ts';

/** What each event says of the shopper's taste in the items it names; 0 says nothing. */
export const EVENT_WEIGHTS: Readonly<Record<EventName, number>> = {
  view_item: 1,
  view_item_list: 0,
  select_item: 0.5,
  add_to_cart: 3,
  remove_from_cart: -1.5,
  add_to_wishlist: 3,
  purchase: 4,
  search: 0,
  dwell: 0.5,
  like: 3,
  dislike: -3,
  hide: -3,
  mute: 0,
  unmute: 0,
};

/** Characters of a search that are kept. */
const LONGEST = 400;

/**
 * Reads a GA4 event into what is kept of it; every other parameter is dropped here, on the page's side.
 *
 * @param now Epoch milliseconds, where the event does not say.
 * @throws {VitrineError} `bad-argument` for a name or parameters that are not an event's.
 */
export function toEvent(name: EventName, parameters: EventParameters, now: number): ShopperEvent {
  if (typeof name !== 'string' || !Object.hasOwn(EVENT_WEIGHTS, name))
    throw new VitrineError('bad-argument', `there is no event named ${shown(name)}`);
  if (typeof parameters !== 'object' || (parameters as unknown) === null)
    throw new VitrineError('bad-argument', `parameters of ${name} must be an object`);
  const { items = [], search_term, at, queryID } = parameters;
  if (!Array.isArray(items)) throw new VitrineError('bad-argument', `items of ${name} must be an array`);
  const ids = Array.from(items, (item: { item_id?: unknown } | null) => idOf(item?.item_id, name)); // holes too
  const time = at ?? now;
  if (!Number.isFinite(time))
    throw new VitrineError('bad-argument', `at of ${name} must be epoch milliseconds, got ${shown(at)}`);
  if (search_term !== undefined && typeof search_term !== 'string') {
    throw new VitrineError('bad-argument', `search_term of ${name} must be a string`);
  }
  return {
    name,
    ids,
    at: time,
    ...(search_term !== undefined && { term: search_term.slice(0, LONGEST) }),
    ...(typeof queryID === 'string' && { queryID }),
  };
}

function idOf(id: unknown, name: string): string {
  if (typeof id === 'number') return String(id); // GA4 set-ups in the field send both
  if (typeof id === 'string' && id !== '') return id;
  throw new VitrineError('bad-argument', `an item of ${name} has no item_id`);
}
