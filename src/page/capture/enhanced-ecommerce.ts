/** Reads Universal Analytics' ecommerce. Its own chunk: a data layer that GA4 reads has none of it. */
import { field, isNode, type Node } from '../../core/schema/node.ts';
import type { EventName } from '../../types.ts';

/** Where enhanced ecommerce has the products of an event, whatever the event is called. */
const ACTIONS: readonly (readonly [field: string, name: EventName])[] = [
  ['detail', 'view_item'],
  ['click', 'select_item'],
  ['add', 'add_to_cart'],
  ['remove', 'remove_from_cart'],
  ['purchase', 'purchase'],
];

/**
 * An entry of a data layer in the forms of Universal Analytics, which many shops and tools still write, as entries of GA4.
 *
 * @see https://developers.google.com/analytics/devguides/collection/ua/gtm/enhanced-ecommerce
 */
export function asGa4(entry: unknown): Node[] {
  if (!isNode(entry)) return [];
  const ecommerce = field(entry, 'ecommerce');
  const entries = isNode(ecommerce) ? actionsOf(ecommerce, field(entry, 'event')) : [];
  const items = field(entry, 'transactionProducts'); // the oldest form of a purchase
  if (items === undefined) return entries;
  const [order, value, currency] = ['Id', 'Total', 'Currency'].map((name) =>
    field(entry, `transaction${name}`),
  );
  return [...entries, { event: 'purchase', items, transaction_id: order, value, currency }];
}

function actionsOf(ecommerce: Node, name: unknown): Node[] {
  const currency = field(ecommerce, 'currencyCode');
  const actions = ACTIONS.flatMap(([key, event]) => {
    const action = field(ecommerce, key);
    if (!isNode(action)) return [];
    const about = field(action, 'actionField');
    const [order, value] = ['id', 'revenue'].map((key) => (isNode(about) ? field(about, key) : undefined));
    return [{ event, items: field(action, 'products'), transaction_id: order, value, currency }];
  });
  // Elevar lists what is in the cart so: the shopper has chosen it, and it is not offered to them.
  const isOfCart = typeof name === 'string' && /cart|checkout|basket/i.test(name.slice(0, 60));
  return isOfCart
    ? actions
    : [...actions, { event: 'view_item_list', items: field(ecommerce, 'impressions') }];
}
