import type { Item } from '../../types/items.ts';
import type { Filters } from '../../types/requests.ts';
import { priceNow } from '../price-now.ts';
import type { Admission, Limits } from './visit.ts';

/** The rows that may appear, as a scan takes them: `[ceil(count / 32)]`, bit r for row r. */
export function maskOf(
  items: readonly Item[],
  { filters, included, excluded }: Admission,
): Uint32Array<ArrayBuffer> {
  const mask = new Uint32Array(Math.ceil(items.length / 32));
  const now = Date.now();
  const admit = (row: number) => {
    if (passes(items[row]!, filters, now)) mask[row >>> 5]! |= 1 << (row & 31);
  };
  if (included) included.forEach(admit);
  else for (let row = 0; row < items.length; row++) admit(row);
  for (const row of excluded) mask[row >>> 5]! &= ~(1 << (row & 31));
  return mask;
}

/** The same limits without some more rows. */
export function excluding({ admission, ...rest }: Limits, ...rows: Iterable<number>[]): Limits {
  const excluded = new Set([...admission.excluded, ...rows.flatMap((some) => [...some])]);
  return { ...rest, admission: { ...admission, excluded } };
}

/** Whether a row may appear. */
export function admits({ filters, included, excluded }: Admission, item: Item, row: number): boolean {
  return !excluded.has(row) && (included?.has(row) ?? true) && passes(item, filters);
}

/**
 * Whether an item passes every filter. An item without a price passes no price filter.
 *
 * @param now Epoch milliseconds: a price filter asks for the sale's price while the sale holds.
 */
export function passes(
  item: Item,
  { category, brand, minPrice, maxPrice, inStock = true }: Filters,
  now = Date.now(),
): boolean {
  const price = minPrice === undefined && maxPrice === undefined ? undefined : priceNow(item, now);
  return (
    (!inStock || item.availability !== 'out_of_stock') &&
    oneOf(item.category, category, isWithin) &&
    oneOf(item.brand, brand) &&
    (minPrice === undefined || (price !== undefined && price >= minPrice)) &&
    (maxPrice === undefined || (price !== undefined && price <= maxPrice))
  );
}

function oneOf(
  value: string | undefined,
  wanted: string | readonly string[] | undefined,
  isOf: (value: string, one: string) => boolean = Object.is,
): boolean {
  if (wanted === undefined) return true;
  if (value === undefined) return false;
  return typeof wanted === 'string' ? isOf(value, wanted) : wanted.some((one) => isOf(value, one));
}

/** Whether a category is another one, or has it in its path: `Home > Kitchen > Pots` is within `Kitchen`. */
function isWithin(path: string, category: string): boolean {
  return path.includes(category) && ` > ${path} > `.includes(` > ${category} > `);
}
