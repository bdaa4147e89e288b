import type { EventName, ShopperEvent } from '../../types.ts';
import { EVENT_WEIGHTS } from './event.ts';
import { limitOf, type Retention } from './retention.ts';

/** Younger events stay as they are: a visit under way and a click within its day are read whole. */
const SETTLED = 2 * 24 * 60 * 60_000;

/** Of each of these only the last that names an item counts; of carts and purchases each does. */
const LAST_COUNTS = new Set<EventName>([
  'view_item',
  'select_item',
  'add_to_wishlist',
  'dwell',
  'like',
  'dislike',
  'hide',
  'mute',
  'unmute',
]);
/** By these a shopper takes an item up; that lists showed it before then no longer counts. */
const TAKEN = new Set<EventName>(['view_item', 'select_item', 'add_to_cart']);

/**
 * What is kept of each event, in its place; nothing, where it is dropped. Dropped are
 *
 * 1. events older than `days`;
 * 2. of events older than two days, what ranking no longer reads: items that a later event of the same name repeats (not
 *    of carts and purchases, where each counts), items of a list that the shopper has since taken up, and events that name
 *    nothing else. No shelf changes by it;
 * 3. the oldest, where more than `most` are left.
 *
 * @param events Oldest first.
 * @param now Epoch milliseconds.
 */
export function compactHistory(
  events: readonly ShopperEvent[],
  now: number,
  { days, most }: Retention,
): (ShopperEvent | undefined)[] {
  const limit = limitOf(now, days);
  const later = new Later();
  const kept = new Array<ShopperEvent | undefined>(events.length);
  for (let i = events.length - 1, room = most; i >= 0 && room > 0; i--) {
    const event = events[i]!;
    if (event.at < limit) continue;
    kept[i] = now - event.at < SETTLED ? event : later.rest(event);
    later.add(event);
    if (kept[i]) room--;
  }
  return kept;
}

/** The events that are kept. */
export function retained(events: readonly ShopperEvent[], now: number, retention: Retention): ShopperEvent[] {
  return compactHistory(events, now, retention).filter((event) => event !== undefined);
}

/** What has been met on the way back through a history. */
class Later {
  readonly #named = new Map<EventName, Set<string>>();
  readonly #taken = new Set<string>();
  /** Items whose text a later event tells. */
  readonly #told = new Set<string>();

  /** What later events leave of one. */
  rest(event: ShopperEvent): ShopperEvent | undefined {
    const { name, ids, texts } = event;
    const said = name === 'view_item_list' ? this.#taken : this.#named.get(name);
    if (!said || ids.length === 0) return event;
    const isNeeded = (id: string) => !said.has(id) || (tells(event, id) && !this.#told.has(id));
    const left = ids.filter(isNeeded);
    if (left.length === ids.length) return event;
    if (left.length === 0) return undefined;
    const kept = left.filter((id) => tells(event, id)).map((id) => [id, texts![id]!] as const);
    return { ...event, ids: left, ...(texts && { texts: Object.fromEntries(kept) }) };
  }

  add(event: ShopperEvent): void {
    const { name, ids } = event;
    let named = this.#named.get(name);
    if (!named && LAST_COUNTS.has(name)) this.#named.set(name, (named = new Set()));
    for (const id of ids) {
      named?.add(id);
      if (TAKEN.has(name)) this.#taken.add(id);
      if (EVENT_WEIGHTS[name] !== 0 && tells(event, id)) this.#told.add(id);
    }
  }
}

function tells({ texts }: ShopperEvent, id: string): boolean {
  return texts !== undefined && Object.hasOwn(texts, id);
}
