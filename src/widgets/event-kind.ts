import type { EventName } from '../types.ts';

/** The kinds of event that a shopper tells apart. */
export type EventKind = 'view' | 'cart' | 'wishlist' | 'purchase' | 'search' | 'like' | 'hide';

const KINDS: Readonly<Record<EventName, EventKind>> = {
  view_item: 'view',
  view_item_list: 'view',
  select_item: 'view',
  dwell: 'view',
  add_to_cart: 'cart',
  remove_from_cart: 'cart',
  add_to_wishlist: 'wishlist',
  purchase: 'purchase',
  search: 'search',
  like: 'like',
  dislike: 'hide',
  hide: 'hide',
  mute: 'hide',
  less: 'hide',
  unmute: 'hide',
};

/** The kind of event, as shoppers tell events apart. @returns undefined for a name that is not an event's. */
export function eventKind(name: EventName): EventKind;
export function eventKind(name: string): EventKind | undefined;
export function eventKind(name: string): EventKind | undefined {
  return Object.hasOwn(KINDS, name) ? KINDS[name as EventName] : undefined;
}
