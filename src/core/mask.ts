import type { Filters, Item } from '../types.ts';

/**
 * The rows that may appear on a shelf, as a scan takes them: `[ceil(count / 32)]`, bit r for row r.
 * Nothing, where all may.
 */
export function maskOf(
  items: readonly Item[],
  filters: Filters | undefined,
  excluded: ReadonlySet<number>,
): Uint32Array<ArrayBuffer> | undefined {
  const filtered = filters !== undefined && Object.keys(filters).length > 0;
  if (!filtered && excluded.size === 0) return undefined;
  const mask = new Uint32Array(Math.ceil(items.length / 32));
  items.forEach((item, row) => {
    if (!excluded.has(row) && (!filtered || passes(item, filters))) mask[row >>> 5]! |= 1 << (row & 31);
  });
  return mask;
}

/** Whether every filter holds. An item without a price passes no price filter. */
export function passes(item: Item, { category, brand, minPrice, maxPrice, inStock }: Filters): boolean {
  return (
    oneOf(item.category, category) &&
    oneOf(item.brand, brand) &&
    (minPrice === undefined || (item.price !== undefined && item.price >= minPrice)) &&
    (maxPrice === undefined || (item.price !== undefined && item.price <= maxPrice)) &&
    (!inStock || item.availability !== 'out_of_stock')
  );
}

function oneOf(value: string | undefined, wanted: string | readonly string[] | undefined): boolean {
  if (wanted === undefined) return true;
  return value !== undefined && (typeof wanted === 'string' ? wanted === value : wanted.includes(value));
}
