import { CATEGORY_LEVELS } from '../../core/history/item-hints.ts';
import { field, isNode, type Node } from '../../core/schema/node.ts';
import type { EventName, EventParameters } from '../../types.ts';
import { idOf, numberOf, pageItem, textOf, type PageEvent, type PageItem } from './item.ts';
import { LayerModel } from './layer-model.ts';
import { eventNamed } from './layer-names.ts';
import { commandOf } from './tap.ts';

const MAX_ITEMS = 100;

/** The fields of an item that hold an id, the likeliest first. */
const IDS = [
  'item_id',
  'id',
  'item_sku',
  'sku',
  'product_id',
  'productId',
  'variant_id',
  'gtin',
  'ean',
  'mpn',
];

/**
 * The events of an entry of a data layer: Google Tag Manager's `{ event, ecommerce: { items } }`, the same without
 * `ecommerce` or with an `ecommerce` that was pushed before, or gtag's `arguments` of `('event', name, parameters)`. Never
 * throws.
 *
 * @param model What the layer's entries before have said.
 * @see https://developers.google.com/analytics/devguides/collection/ga4/ecommerce
 */
export function layerEvents(entry: unknown, model = new LayerModel()): PageEvent[] {
  const command = commandOf(entry);
  if (command) {
    const [verb, name, parameters] = command;
    return verb === 'event' ? eventOf(name, isNode(parameters) ? [parameters] : []) : [];
  }
  if (!isNode(entry)) return [];
  const { own, all } = model.take(entry);
  const name = field(entry, 'event');
  const nested = [field(entry, 'eventModel')].filter(isNode);
  const isOwn =
    isEnhanced(entry) || [own, ...nested, entry].some((source) => productsOf(source) !== undefined);
  return eventOf(name, isOwn ? [own, ...nested, entry] : [all, ...nested, entry]);
}

/** Whether an entry is of Universal Analytics' ecommerce: see `asGa4`. */
export function isEnhanced(entry: unknown): boolean {
  if (!isNode(entry)) return false;
  const ecommerce = field(entry, 'ecommerce');
  const names = [...Object.keys(isNode(ecommerce) ? ecommerce : {}), ...Object.keys(entry)];
  return names.some((name) =>
    /^(?:detail|impressions|click|add|remove|purchase|transactionProducts)$/.test(name),
  );
}

function eventOf(given: unknown, sources: readonly Node[]): PageEvent[] {
  const name = eventNamed(given);
  if (name === undefined) return [];
  const find = (...keys: string[]) => found(sources, keys);
  if (name === 'search') {
    const term = textOf(find('search_term', 'searchTerm', 'search_string', 'query'));
    return term === undefined ? [] : [{ name, parameters: { search_term: term } }];
  }
  const products = sources.map(productsOf).find((value) => value !== undefined);
  return withItems(name, products, {
    transaction_id: idOf(find('transaction_id', 'transactionId', 'order_id')),
    value: numberOf(find('value', 'revenue')),
    currency: textOf(find('currency', 'currencyCode')),
  });
}

function found(sources: readonly Node[], keys: readonly string[]): unknown {
  return sources
    .flatMap((source) => keys.map((key) => field(source, key)))
    .find((value) => value !== undefined && value !== null);
}

function productsOf(source: Node): unknown {
  return field(source, 'items') ?? field(source, 'products') ?? undefined;
}

/**
 * The event of some products. None if they have no ids.
 *
 * @param products A list, one item, or an object of items: PHP writes a list with gaps so.
 */
function withItems(
  name: EventName,
  products: unknown,
  about: Readonly<Partial<Record<'transaction_id' | 'value' | 'currency', unknown>>>,
): PageEvent[] {
  const list = Array.isArray(products)
    ? products
    : isNode(products)
      ? [products, ...Object.values(products)]
      : [];
  const items = list.slice(0, MAX_ITEMS).flatMap((item) => itemOf(item) ?? []);
  if (items.length === 0) return [];
  const told = Object.entries(about).filter(([, value]) => value !== undefined);
  return [{ name, parameters: { items, ...Object.fromEntries(told) } as EventParameters }];
}

function itemOf(item: unknown): PageItem | undefined {
  if (!isNode(item)) return undefined;
  const levels = [...CATEGORY_LEVELS, ...(field(item, 'item_category') === undefined ? ['category'] : [])];
  const path = levels.flatMap((name) => textOf(field(item, name)) ?? []);
  const given = pageItem(
    IDS.filter((name) => Object.hasOwn(item, name)).map((name) => idOf(item[name])),
    {
      item_name: textOf(field(item, 'item_name')) ?? textOf(field(item, 'name')),
      item_brand: textOf(field(item, 'item_brand')) ?? textOf(field(item, 'brand')),
      item_category: path.length > 0 ? path.join(' > ') : undefined,
    },
  );
  const quantity = numberOf(field(item, 'quantity'));
  return given && quantity !== undefined && quantity > 0 ? { ...given, quantity } : given;
}
