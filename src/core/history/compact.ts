import type { EventName, ShopperEvent } from '../../types/events.ts';
import { EVENT_WEIGHTS } from './event.ts';
import { earliestKept, notAhead, type Retention } from './retention.ts';

/** Milliseconds. Younger events stay as they are: sessions and attribution read them whole. */
const SETTLED = 2 * 24 * 60 * 60_000;

/** If several events of one of these kinds name an item, only the last counts. Each cart event and purchase counts. */
const LAST_COUNTS = new Set<EventName>([
  'view_item',
  'select_item',
  'add_to_wishlist',
  'dwell',
  'like',
  'dislike',
  'hide',
  'mute',
  'less',
  'unmute',
]);
/** Events that end an item's impression discount: lists that showed it before no longer count. */
const TAKEN = new Set<EventName>(['view_item', 'select_item', 'add_to_cart']);

/**
 * Drops what ranking does not need, without changing any shelf:
 *
 * 0. an event of the future counts as one of now;
 * 1. events older than `days`;
 * 2. from events older than two days, items that a later event of the same name repeats (except in cart events and purchases,
 *    since each counts), and items of a list that the shopper has opened or put into the cart since; and events that are
 *    left without items;
 * 3. the oldest events, if more than `max` are left.
 *
 * @param events Oldest first.
 * @param now Epoch milliseconds.
 * @returns For each event what is kept of it, or undefined.
 */
export function compactHistory(
  events: readonly ShopperEvent[],
  now: number,
  { days, max }: Retention,
): (ShopperEvent | undefined)[] {
  const earliest = earliestKept(now, days);
  const later = new LaterMentions();
  const kept = new Array<ShopperEvent | undefined>(events.length);
  for (let i = events.length - 1, room = max; i >= 0 && room > 0; i--) {
    const event = notAhead(events[i]!, now);
    if (event.at < earliest) continue;
    kept[i] = now - event.at < SETTLED ? event : later.reduce(event);
    later.add(event);
    if (kept[i]) room--;
  }
  return kept;
}

/** The events that are kept. */
export function retained(events: readonly ShopperEvent[], now: number, retention: Retention): ShopperEvent[] {
  return compactHistory(events, now, retention).filter((event) => event !== undefined);
}

/** The items already seen while walking the history backwards. */
class LaterMentions {
  readonly #named = new Map<EventName, Set<string>>();
  readonly #taken = new Set<string>();
  /** Items whose text a later event has. */
  readonly #withText = new Set<string>();

  /** What is kept of an event, given the later ones. */
  reduce(event: ShopperEvent): ShopperEvent | undefined {
    const { name, ids, texts } = event;
    const repeated = name === 'view_item_list' ? this.#taken : this.#named.get(name);
    if (!repeated || ids.length === 0) return event;
    const isNeeded = (id: string) => !repeated.has(id) || (hasText(event, id) && !this.#withText.has(id));
    const left = ids.filter(isNeeded);
    if (left.length === ids.length) return event;
    if (left.length === 0) return undefined;
    const kept = left.filter((id) => hasText(event, id)).map((id) => [id, texts![id]!] as const);
    return { ...event, ids: left, ...(texts && { texts: Object.fromEntries(kept) }) };
  }

  add(event: ShopperEvent): void {
    const { name, ids } = event;
    let named = this.#named.get(name);
    if (!named && LAST_COUNTS.has(name)) this.#named.set(name, (named = new Set()));
    for (const id of ids) {
      named?.add(id);
      if (TAKEN.has(name)) this.#taken.add(id);
      if (EVENT_WEIGHTS[name] !== 0 && hasText(event, id)) this.#withText.add(id);
    }
  }
}

function hasText({ texts }: ShopperEvent, id: string): boolean {
  return texts !== undefined && Object.hasOwn(texts, id);
}
