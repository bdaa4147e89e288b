import type { Entry } from './nested.ts';
import { textOf } from './value.ts';

/** Columns that hold further ids of an item. */
const COLUMNS = [
  'variant_id',
  'product_id',
  'sku',
  'SKU',
  'ID',
  'handle',
  'gtin',
  'g:gtin',
  'ean',
  'mpn',
  'barcode',
];

/** Further ids by which pages and orders may name an entry's item. */
export function otherNamesOf(record: Entry): string[] {
  return COLUMNS.flatMap((column) => textOf(record[column]) ?? []);
}
