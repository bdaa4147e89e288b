import { textOf } from '../../core/feed/value.ts';
import { firstOf, isObject, objectsIn, own, unwrapped, type Entry } from '../../core/feed/nested.ts';
import type { EntryRow, Row } from './row.ts';

/** Keys under which an order keeps its lines. */
const LINES = [
  'items',
  'line_items',
  'lineItems',
  'lines',
  'order_items',
  'orderItems',
  'products',
  'Items',
  'lineitems',
];
/** What stands beside the lines of an order, by the names of which an order's own columns are found. */
const INNER = ['ecommerce', 'customer', 'billing', 'event_params'];
const CANCELLED =
  /^(?:cancell?ed|wc-cancelled|failed|wc-failed|refunded|wc-refunded|voided|expired|trash|draft)$/i;
/** What shoppers do otherwise, as logs call it. */
const OTHERS =
  /^(?:page_?)?(?:views?|clicks?|impressions?|search|(?:add_?to_?|remove_?from_?)?(?:cart|wishlist|favou?rites?)|view_?item.*|begin_?checkout|refund)$/i;
/** As WooCommerce's exporters write a line into one field. */
const PACKED = /^line_?item_\d+$/i;

/**
 * Gives a function that makes of each entry of an orders file its lines: of an order with its lines inside, every one;
 * of GA4's events those of purchases; of tables that name an order's date and customer on its first line only, as Shopify
 * writes them, each line with all of it.
 *
 * @see https://support.google.com/analytics/answer/7029846
 */
export function createOrderLines(): (row: EntryRow) => Iterable<Row> {
  let first: { readonly order: string; readonly record: Entry } | undefined;
  return ({ line, record: written }) => {
    const record = unwrapped(written);
    const event = textOf(own(record, 'event_name'));
    const kind = textOf(firstOf(record, 'event_type', 'event', 'eventType', 'action'));
    if (kind !== undefined && OTHERS.test(kind))
      return [{ line, skipped: 'is an event that is no purchase' }];
    if (
      event !== undefined &&
      event !== 'purchase' &&
      event !== 'in_app_purchase' &&
      event !== 'ecommerce_purchase'
    )
      return [{ line, skipped: 'is an event that is no purchase' }];
    const status =
      firstOf(record, 'Cancelled at', 'cancelled_at', 'cancelledAt') === undefined
        ? statusOf(record)
        : 'cancelled';
    if (status !== undefined && CANCELLED.test(status))
      return [{ line, skipped: 'is an order that was cancelled' }];
    const lines =
      LINES.map((key) => objectsIn(own(record, key))).find((list) => list.length > 0) ?? packedLines(record);
    if (lines.length > 0) return lines.map((one) => ({ line, record: joined(record, one) }));
    if (event !== undefined) return [{ line, skipped: 'is a purchase without items' }];
    if (own(record, 'Lineitem quantity') === undefined) return [{ line, record }];
    const order = textOf(own(record, 'Name')) ?? '';
    if (first?.order !== order) first = { order, record };
    return [{ line, record: shopifyLine(first.record, record) }];
  };
}

function statusOf(record: Entry): string | undefined {
  return textOf(
    firstOf(
      record,
      'Financial Status',
      'financial_status',
      'Order Status',
      'order_status',
      'status',
      'Status',
    ),
  );
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
    'transaction_id',
    'order_number',
    'number',
    'id',
    'name',
  );
  const ecommerce = own(order, 'ecommerce');
  const transaction = isObject(ecommerce) ? firstOf(ecommerce, 'transaction_id') : undefined;
  const item = firstOf(line, 'item_id', 'sku', 'product_id', 'productId', 'variant_id', 'id');
  return Object.assign(Object.create(null) as Record<string, unknown>, outer, withoutOwnTimes(line), {
    order_id: transaction ?? paramOf(order, 'transaction_id') ?? number,
    ...(item !== undefined && { item_id: item }),
  });
}

/** A parameter of a GA4 event, by its key. */
function paramOf(event: Entry, key: string): unknown {
  const param = objectsIn(own(event, 'event_params')).find((one) => own(one, 'key') === key);
  const value = param && own(param, 'value');
  return isObject(value) ? firstOf(value, 'string_value', 'int_value', 'double_value') : value;
}

function withoutOwnTimes(line: Entry): Entry {
  return Object.fromEntries(
    Object.entries(line).filter(([key]) => !/^(?:order_id|created_at|status)$/.test(key)),
  );
}

function packedLines(record: Entry): Entry[] {
  return Object.entries(record)
    .filter(([key, value]) => PACKED.test(key) && typeof value === 'string' && value.includes(':'))
    .flatMap(([, value]) => (value as string).split(';'))
    .map((text) =>
      Object.fromEntries(
        text
          .split('|')
          .map((pair) => [pair.slice(0, pair.indexOf(':')).trim(), pair.slice(pair.indexOf(':') + 1).trim()]),
      ),
    );
}

/** @see https://help.shopify.com/en/manual/fulfillment/managing-orders/exporting-orders */
function shopifyLine(first: Entry, record: Entry): Entry {
  const or = (name: string) => textOf(own(record, name)) ?? own(first, name);
  return Object.assign(Object.create(null) as Record<string, unknown>, {
    order_id: own(record, 'Name'),
    item_id: textOf(own(record, 'Lineitem sku'))?.replace(/^'/, ''),
    item_name: own(record, 'Lineitem name'),
    date: or('Created at') ?? or('Paid at'),
    customer: or('Email') ?? or('Phone') ?? or('Billing Name'),
    quantity: own(record, 'Lineitem quantity'),
  });
}
