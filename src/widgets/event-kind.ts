import type { EventName, Reason } from '../types.ts';
import type { Deed, Strings } from './strings/strings.ts';

const DEEDS: Readonly<Record<EventName, Deed>> = {
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
  unmute: 'hide',
};

export function deedOf(event: EventName): Deed {
  return DEEDS[event];
}

/** Which sentence tells a reason. Names that this code does not know yet get the general one. */
export function causeOf(event: Reason['event']): keyof Strings['because'] {
  if (event === 'query') return 'search';
  if (event === 'popularity' || event === 'trend' || event === 'seed') return event;
  const deed = (DEEDS as Readonly<Record<string, Deed | undefined>>)[event];
  return deed === undefined || deed === 'hide' ? 'other' : deed;
}
