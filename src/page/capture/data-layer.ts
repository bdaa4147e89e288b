import { CATEGORY_LEVELS } from '../../core/history/item-hints.ts';
import type { EventName } from '../../types.ts';
import { idOf, pageItem, textOf, type PageEvent, type PageItem } from './item.ts';
import { field, isNode, type Node } from '../../core/schema/node.ts';
import { commandOf } from './tap.ts';

/** The GA4 events that say something of taste, by their names in data layers. */
const NAMES: Readonly<Record<string, EventName>> = {
  view_item: 'view_item',
  view_item_list: 'view_item_list',
  select_item: 'select_item',
  add_to_cart: 'add_to_cart',
  remove_from_cart: 'remove_from_cart',
  add_to_wishlist: 'add_to_wishlist',
  purchase: 'purchase',
  search: 'search',
  view_search_results: 'search',
};
const MAX_ITEMS = 100;

/**
 * The event of an entry of a data layer: Google Tag Manager's `{ event, ecommerce: { items } }`, the same without
 * `ecommerce`, or gtag's `arguments` of `('event', name, parameters)`. Never throws.
 *
 * @returns undefined for any other entry.
 *
 * @see https://developers.google.com/analytics/devguides/collection/ga4/ecommerce
 */
export function layerEvent(entry: unknown): PageEvent | undefined {
  const command = commandOf(entry);
  if (command) {
    const [verb, name, parameters] = command;
    return verb === 'event' ? eventOf(name, isNode(parameters) ? [parameters] : []) : undefined;
  }
  if (!isNode(entry)) return undefined;
  const nested = ['ecommerce', 'eventModel'].map((name) => field(entry, name)).filter(isNode);
  return eventOf(field(entry, 'event'), [...nested, entry]);
}

function eventOf(name: unknown, sources: readonly Node[]): PageEvent | undefined {
  if (typeof name !== 'string' || !Object.hasOwn(NAMES, name)) return undefined;
  const own = NAMES[name]!;
  const find = (key: string) =>
    sources.map((source) => field(source, key)).find((value) => value !== undefined);
  if (own === 'search') {
    const term = textOf(find('search_term'));
    return term === undefined ? undefined : { name: own, parameters: { search_term: term } };
  }
  const given = find('items');
  const items = (Array.isArray(given) ? given.slice(0, MAX_ITEMS) : []).flatMap((item) => itemOf(item) ?? []);
  return items.length > 0 ? { name: own, parameters: { items } } : undefined;
}

function itemOf(item: unknown): PageItem | undefined {
  if (!isNode(item)) return undefined;
  const path = CATEGORY_LEVELS.flatMap((name) => textOf(field(item, name)) ?? []);
  return pageItem([idOf(field(item, 'item_id')), idOf(field(item, 'id')), idOf(field(item, 'item_sku'))], {
    item_name: textOf(field(item, 'item_name')) ?? textOf(field(item, 'name')),
    item_brand: textOf(field(item, 'item_brand')),
    item_category: path.length > 0 ? path.join(' > ') : undefined,
  });
}
