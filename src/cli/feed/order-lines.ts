import { findColumns } from '../../core/feed/columns.ts';
import { ORDER_NAMES } from '../../core/feed/names.ts';
import { firstOf, isObject, objectsIn, own, unwrapped, type Entry } from '../../core/feed/nested.ts';
import { textOf } from '../../core/feed/value.ts';
import { isStatusColumn, noPurchaseReason } from './order-status.ts';
import { packedLines } from './packed-lines.ts';
import type { EntryRow, Row } from './row.ts';

/** Keys under which an order keeps its lines. */
const LINES = [
  'items',
  'line_items',
  'lineItems',
  'lines',
  'order_items',
  'orderItems',
  'order_rows',
  'order_row',
  'products',
  'Items',
  'lineitems',
];
/** What stands beside the lines of an order, by the names of which an order's own columns are found. */
const INNER = ['ecommerce', 'customer', 'billing', 'event_params'];
/** What shoppers do otherwise, as logs call it. */
const OTHERS =
  /^(?:page_?)?(?:views?|clicks?|impressions?|search|(?:add_?to_?|remove_?from_?)?(?:cart|wishlist|favou?rites?)|view_?item.*|begin_?checkout|refund)$/i;
const PURCHASES = /^(?:purchase|in_app_purchase|ecommerce_purchase)$/;

/**
 * Gives a function that makes of each entry of an orders file its lines: of an order with its lines inside, every one;
 * of GA4's events those of purchases; of tables that name an order's date and customer on its first line only, as Shopify
 * writes them, each line with all of it. Orders that were cancelled, refunded, not paid or a test are skipped with all
 * their lines.
 *
 * @see https://support.google.com/analytics/answer/7029846
 */
export function createOrderLines(): (row: EntryRow) => Iterable<Row> {
  const complete = createMultiRow();
  return ({ line, record: written }) => {
    const record = complete(unwrapped(written));
    const event = textOf(own(record, 'event_name'));
    const kind = textOf(firstOf(record, 'event_type', 'event', 'eventType', 'action'));
    if ((kind !== undefined && OTHERS.test(kind)) || (event !== undefined && !PURCHASES.test(event)))
      return [{ line, skipped: 'is an event that is no purchase' }];
    const reason = noPurchaseReason(record);
    if (reason !== undefined) return [{ line, skipped: reason }];
    const lines = linesIn(record);
    if (lines.length > 0) return lines.map((one) => ({ line, record: joined(record, one) }));
    if (event !== undefined) return [{ line, skipped: 'is a purchase without items' }];
    if (own(record, 'Lineitem quantity') === undefined) return [{ line, record }];
    return [{ line, record: shopifyLine(record) }];
  };
}

/** The lines that an order holds. */
function linesIn(record: Entry): readonly Entry[] {
  const inner = own(record, 'associations'); // PrestaShop's
  const places = isObject(inner) ? [inner, record] : [record];
  for (const place of places)
    for (const key of LINES) {
      const value = own(place, key);
      const list = isObject(value) ? objectsIn(own(value, 'order_row') ?? value) : objectsIn(value);
      if (list.length > 0) return withoutParents(list);
      const only = isObject(value) ? own(value, 'order_row') : undefined;
      if (isObject(only)) return [only]; // of XML, in which one line is no list
    }
  return packedLines(record);
}

/** Magento lists a configurable product and, below it, what was chosen of it, both by the SKU of the latter. */
function withoutParents(lines: readonly Entry[]): readonly Entry[] {
  const byId = new Map([...lines].reverse().map((line) => [textOf(own(line, 'item_id')), line]));
  return lines.filter((line) => {
    const parent = textOf(own(line, 'parent_item_id'));
    if (parent === undefined) return true;
    const above = byId.get(parent);
    return !above || textOf(own(above, 'sku')) !== textOf(own(line, 'sku'));
  });
}

/** An order's fields, and its line's; the line's come first, so that an `id` is the item's and not the order's. */
function joined(order: Entry, line: Entry): Entry {
  const outer: Record<string, unknown> = Object.create(null) as Record<string, unknown>;
  for (const [key, value] of Object.entries(order)) {
    if (key === 'id' || LINES.includes(key)) continue; // an id beside a line would be taken for the item's
    if (INNER.includes(key) && isObject(value))
      for (const [inner, text] of Object.entries(value)) outer[`${key}.${inner}`] = text;
    else outer[key] = value;
  }
  const number = firstOf(
    order,
    'order_id',
    'orderId',
    'Order ID',
    'increment_id',
    'transaction_id',
    'order_number',
    'Order Number',
    'number',
    'id',
    'id_order',
    'name',
  );
  const ecommerce = own(order, 'ecommerce');
  const transaction = isObject(ecommerce) ? firstOf(ecommerce, 'transaction_id') : undefined;
  const named = withoutOwnFields(line);
  const item = firstOf(named, ...ITEMS);
  return Object.assign(Object.create(null) as Record<string, unknown>, outer, named, {
    order_id: given(transaction) ?? given(paramOf(order, 'transaction_id')) ?? number ?? visitOf(order),
    ...(item !== undefined && { item_id: item }),
  });
}

/** A parameter of a GA4 event, by its key. */
function paramOf(event: Entry, key: string): unknown {
  const param = objectsIn(own(event, 'event_params')).find((one) => own(one, 'key') === key);
  const value = param && own(param, 'value');
  return isObject(value) ? firstOf(value, 'string_value', 'int_value', 'double_value') : value;
}

/** Fields of a line that name its item, the surest first. */
const ITEMS = [
  'item_id',
  'sku',
  'product_reference',
  'variation_id',
  'variant_id',
  'product_id',
  'productId',
  'id',
];

/** GA4 writes `(not set)`. */
function given(value: unknown): unknown {
  const text = textOf(value);
  return text === undefined || /^\(.*\)$/.test(text) ? undefined : text;
}

/** A purchase without a number is its shopper's at its time. */
function visitOf(event: Entry): string | undefined {
  const [who, at] = [textOf(own(event, 'user_pseudo_id')), textOf(own(event, 'event_timestamp'))];
  return at === undefined ? undefined : `${who ?? ''} ${at}`;
}

/** Without what is the line's own and no name of its item: its times, its state, and its number in the database. */
function withoutOwnFields(line: Entry): Entry {
  const isNamed = firstOf(line, ...ITEMS.slice(1, -1)) !== undefined;
  const isNumbered =
    isNamed && ['qty_ordered', 'quote_item_id', 'parent_item_id', 'order_id'].some((key) => key in line);
  const own = /^(?:order_id|created_at|status)$/;
  return Object.fromEntries(
    Object.entries(line).filter(
      ([key, value]) =>
        !own.test(key) &&
        !(isNamed && key === 'id') &&
        !(isNumbered && key === 'item_id') &&
        !(/^(?:variation_id|product_id|variant_id)$/.test(key) && String(value) === '0'),
    ),
  );
}

/** @see https://help.shopify.com/en/manual/fulfillment/managing-orders/exporting-orders */
function shopifyLine(record: Entry): Entry {
  const says = (name: string) => textOf(own(record, name));
  return Object.assign(Object.create(null) as Record<string, unknown>, {
    order_id: own(record, 'Name'),
    item_id: says('Lineitem sku')?.replace(/^'/, ''),
    item_name: own(record, 'Lineitem name'),
    date: says('Created at') ?? says('Paid at'),
    customer: says('Email') ?? says('Phone') ?? says('Billing Name'),
    quantity: own(record, 'Lineitem quantity'),
  });
}

/**
 * Gives a function that fills a row of an order with what its first row says and it leaves empty: of tables that write an
 * order on several rows, and its own columns on the first alone.
 */
function createMultiRow(): (record: Entry) => Entry {
  let first: { readonly keys: string; readonly order: string; readonly record: Entry } | undefined;
  return (record) => {
    const names = Object.keys(record);
    const keys = names.join('\n');
    const own = orderColumns(names, keys);
    if (own === undefined) return record;
    const order = textOf(record[own.order]);
    const isFurther = first?.keys === keys && (order === undefined || order === first.order);
    if (!isFurther) {
      first = order === undefined ? undefined : { keys, order, record };
      return record;
    }
    const empty = (name: string) => textOf(record[name]) === undefined;
    // A row that says its own date and state is complete.
    if (!own.all.some((name) => empty(name) && textOf(first!.record[name]) !== undefined)) return record;
    const filled = Object.assign(Object.create(null) as Record<string, unknown>, record);
    for (const name of own.all) if (empty(name)) filled[name] = first!.record[name];
    return filled;
  };
}

interface OrderColumns {
  readonly order: string;
  /** Columns of the order, and not of its lines. */
  readonly all: readonly string[];
}
const known = new Map<string, OrderColumns | undefined>();

function orderColumns(names: readonly string[], keys: string): OrderColumns | undefined {
  if (known.has(keys)) return known.get(keys);
  const isShopify = names.includes('Lineitem quantity');
  const found = findColumns(names, ORDER_NAMES);
  const order = isShopify ? 'Name' : found['order']?.[0];
  const all = [
    ...(order === undefined ? [] : [order]),
    ...['date', 'customer'].flatMap((field) => found[field] ?? []),
    ...names.filter(isStatusColumn),
    ...(isShopify ? ['Created at', 'Paid at', 'Email', 'Phone', 'Billing Name'] : []),
  ];
  const columns = order === undefined ? undefined : { order, all: [...new Set(all)] };
  if (known.size < 1000) known.set(keys, columns);
  return columns;
}
