import { VitrineError } from '../../errors.ts';

/** Which column of a table holds which field. */
export type Columns = Readonly<Record<string, string>>;

/** Names of a field's column, as shops, GA4 and Google Merchant call it; the first that is there is taken. */
export type Names = Readonly<Record<string, readonly string[]>>;

export const ITEM_NAMES: Names = {
  id: ['id', 'item_id', 'g:id', 'product_id', 'sku', 'objectid', 'stockcode', 'asin', 'handle', 'code'],
  title: ['title', 'item_name', 'g:title', 'name', 'product_name', 'product_title', 'product', 'text'],
  description: ['description', 'g:description', 'body', 'body_html', 'summary', 'text'],
  category: [
    'category',
    'item_category',
    'product_type',
    'g:product_type',
    'google_product_category',
    'g:google_product_category',
    'sub_category',
    'type',
    'categories',
    'department',
  ],
  brand: ['brand', 'item_brand', 'g:brand', 'vendor', 'manufacturer'],
  price: ['price', 'g:price', 'unit_price', 'amount'],
  currency: ['currency', 'price_currency', 'currency_code'],
  image: ['image', 'image_link', 'g:image_link', 'image_url', 'image_src', 'picture', 'thumbnail'],
  url: ['url', 'link', 'g:link', 'product_url', 'permalink'],
  group: ['item_group_id', 'g:item_group_id', 'group_id', 'group', 'parent_id', 'parent_sku', 'parent'],
  availability: ['availability', 'g:availability', 'stock_status', 'in_stock'],
};

export const ORDER_NAMES: Names = {
  order: [
    'order_id',
    'order',
    'invoice_no',
    'invoiceno',
    'invoice',
    'transaction_id',
    'session_id',
    'order_number',
  ],
  item: ['item_id', 'product_id', 'sku', 'stock_code', 'stockcode', 'item', 'product', 'asin', 'id'],
  customer: ['customer_id', 'customerid', 'customer', 'user_id', 'user', 'user_pseudo_id'],
  date: [
    'date',
    'order_date',
    'invoice_date',
    'invoicedate',
    'timestamp',
    'created_at',
    'time',
    'event_timestamp',
  ],
  quantity: ['quantity', 'qty', 'count'],
};

/**
 * Finds each field's column. Case, spaces, hyphens and underscores do not matter.
 *
 * @param given By the caller; a name that is not there is an error.
 * @throws {VitrineError} `bad-argument`
 */
export function findColumns(present: readonly string[], names: Names, given: Columns = {}): Columns {
  const byName = new Map(present.map((name) => [plain(name), name]).reverse() as [string, string][]); // the first of two wins
  const found: Record<string, string> = {};
  for (const [field, candidates] of Object.entries(names)) {
    const column = candidates.map((name) => byName.get(plain(name))).find((name) => name !== undefined);
    if (column !== undefined) found[field] = column;
  }
  for (const [field, column] of Object.entries(given)) {
    if (!present.includes(column)) {
      throw new VitrineError(
        'bad-argument',
        `--columns names ${column}, but the columns are ${present.join(', ')}`,
      );
    }
    found[field] = column;
  }
  return found;
}

const FIELDS = new Set([...Object.keys(ITEM_NAMES), ...Object.keys(ORDER_NAMES)]);

/** Those of the columns given that are of one table. */
export function columnsFor(names: Names, given: Columns = {}): Columns {
  return Object.fromEntries(Object.entries(given).filter(([field]) => Object.hasOwn(names, field)));
}

/** Reads `id=SKU,title=Product name`. @throws {VitrineError} `bad-argument` */
export function parseColumns(text: string): Columns {
  const pairs = text.split(',').map((pair) => pair.split('=').map((part) => part.trim()));
  for (const [field, column, ...more] of pairs) {
    if (!field || !column || more.length > 0)
      throw new VitrineError('bad-argument', `--columns takes field=column pairs, got ${text}`);
    if (!FIELDS.has(field)) {
      throw new VitrineError(
        'bad-argument',
        `--columns knows no field ${field}, only ${[...FIELDS].join(', ')}`,
      );
    }
  }
  return Object.fromEntries(pairs) as Columns;
}

function plain(name: string): string {
  return name.toLowerCase().replace(/[\s_-]+/g, '');
}

/** Keys under which JSON files keep their list, where the file is not the list itself. */
export const LISTS = ['products', 'items', 'orders', 'data', 'entries'];
