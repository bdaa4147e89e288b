import { shown, VitrineError } from '../../errors.ts';
import type { EventName, EventParameters, ShopperEvent } from '../../types/events.ts';

/** How much each kind of event counts for the taste in the items that it names; 0 does not count. */
export const EVENT_WEIGHTS: Readonly<Record<EventName, number>> = {
  view_item: 1,
  view_item_list: 0,
  select_item: 0.5,
  add_to_cart: 3,
  remove_from_cart: -1.5,
  add_to_wishlist: 3,
  purchase: 4,
  search: 0.5,
  dwell: 0.5,
  like: 3,
  dislike: -3,
  hide: -3,
  mute: 0,
  less: 0,
  unmute: 0,
};

/** Characters of a search term that are kept. */
const MAX_TERM = 400;
/** Characters of an id: some shops take addresses for ids. */
export const MAX_ID = 2000;
/** Items of an event that are kept, the first ones. */
export const MAX_ITEMS = 500;

/**
 * Turns a GA4 event into the event that is kept. Every other parameter is dropped here, on the page's side.
 *
 * @param now Epoch milliseconds, used if the event has no time.
 * @throws {VitrineError} `bad-argument` for an unknown name or a parameter of a wrong type.
 */
export function toEvent(name: EventName, parameters: EventParameters, now: number): ShopperEvent {
  if (typeof name !== 'string' || !Object.hasOwn(EVENT_WEIGHTS, name))
    throw new VitrineError(
      'bad-argument',
      `unknown event ${shown(name)}; known events: ${Object.keys(EVENT_WEIGHTS).join(', ')}`,
    );
  if (typeof parameters !== 'object' || (parameters as unknown) === null)
    throw new VitrineError('bad-argument', `parameters of ${name} must be an object`);
  const { items = [], search_term, at, queryID } = parameters;
  if (!Array.isArray(items)) throw new VitrineError('bad-argument', `items of ${name} must be an array`);
  const ids = Array.from(items.slice(0, MAX_ITEMS), (item: { item_id?: unknown } | null) =>
    idOf(item?.item_id, name),
  ); // gives holes of the array to `idOf` too
  if (at !== undefined && !Number.isFinite(at))
    throw new VitrineError('bad-argument', `at of ${name} must be epoch milliseconds, got ${shown(at)}`);
  const time = Math.min(at ?? now, now); // an event of the future would outlive every other
  if (search_term !== undefined && typeof search_term !== 'string') {
    throw new VitrineError('bad-argument', `search_term of ${name} must be a string`);
  }
  return {
    name,
    ids,
    at: time,
    ...(search_term !== undefined && { term: search_term.slice(0, MAX_TERM) }),
    ...(typeof queryID === 'string' && { queryID }),
  };
}

/** A key that is the same if an event is tracked twice: the same thing never happens twice in one millisecond. */
export function eventKey({ at, name, ids, term }: ShopperEvent): string {
  return JSON.stringify([at, name, ids, term]);
}

/** Whether an equal event is among others, or a purchase of the same order. */
export function isRepeated(event: ShopperEvent, events: readonly ShopperEvent[]): boolean {
  const key = eventKey(event);
  const { at, transaction } = event;
  return events.some(
    (other) =>
      (other.at === at && eventKey(other) === key) ||
      (transaction !== undefined && other.transaction === transaction),
  );
}

function idOf(id: unknown, name: string): string {
  if (typeof id === 'number') return String(id); // shops send both numbers and strings
  if (typeof id === 'string' && id !== '' && id.length <= MAX_ID) return id;
  throw new VitrineError(
    'bad-argument',
    `each item of ${name} needs an item_id of 1 to ${MAX_ID} characters`,
  );
}
