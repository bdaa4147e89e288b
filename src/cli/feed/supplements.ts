import type { FoundColumns } from '../../core/feed/columns.ts';
import { itemOf, type ItemContext } from '../../core/feed/item-of.ts';
import type { Entry } from '../../core/feed/nested.ts';
import type { Item } from '../../types.ts';
import { mergedItem } from './merged-item.ts';

/** A row without a title: it may add to an item of another file, as Google's supplemental feeds and price lists do. */
export interface Supplement {
  readonly id: string;
  readonly record: Entry;
  readonly columns: FoundColumns;
  /** Whether an item of this id came from the same file: then the row adds nothing, it lacks its title. */
  readonly isOwn: () => boolean;
  /** Replaces the items of the id by what `overlaid` made of them. */
  readonly apply: (keys: readonly string[]) => void;
  /** What becomes of the row if there is no such item. */
  readonly miss: () => void;
}

const PRICES = ['price', 'wasPrice', 'salePrice', 'saleDates', 'saleFrom', 'saleTo', 'currency'];
const PRICE_FIELDS = ['price', 'salePrice', 'saleFrom', 'saleTo', 'currency'] as const;

/** Collects the rows of all files, and adds them to the items once all items are known. */
export function createSupplements() {
  const rows: Supplement[] = [];
  return {
    add: (row: Supplement) => void rows.push(row),
    /** @param items By their keys, as the catalogue has them. */
    apply: (items: ReadonlyMap<string, Item>) => {
      const [keys, groups] = [new Map<string, string[]>(), new Map<string, string[]>()];
      for (const [key, { id, group }] of items) {
        addKey(keys, id, key);
        if (group !== undefined) addKey(groups, group, key);
      }
      // What is said of a group goes before what is said of a variant; and a reduced price alone says nothing before the
      // regular one is known.
      const rank = (row: Supplement) => (keys.has(row.id) ? 2 : 0) + (hasRegular(row) ? 0 : 1);
      for (const row of [...rows].sort((a, b) => rank(a) - rank(b))) {
        const found = keys.get(row.id) ?? groups.get(row.id);
        if (found && !row.isOwn()) row.apply(found);
        else row.miss();
      }
    },
  };
}

function addKey(known: Map<string, string[]>, name: string, key: string): void {
  const keys = known.get(name);
  if (keys) keys.push(key);
  else known.set(name, [key]);
}

function hasRegular({ record, columns }: Supplement): boolean {
  return filled(record, columns['price']).length > 0;
}

/**
 * An item with what a row of another file says of it.
 *
 * @returns A sentence's end that says why the row cannot be used.
 */
export function overlaid(
  item: Item,
  record: Entry,
  found: FoundColumns,
  context: ItemContext,
): Item | string {
  // A text is no title of an item that has one.
  const title = found['title']?.filter((column) => found['description']?.includes(column) !== true) ?? [];
  const columns: FoundColumns = { ...found, title };
  const says = (...fields: readonly string[]) =>
    fields.some((field) => filled(record, columns[field]).length > 0);
  const { merged, from } = withItem(item, record, columns);
  const read = itemOf(merged, from, context);
  if (typeof read === 'string') return read;
  return {
    ...without(mergedItem(item, read), PRICE_FIELDS),
    ...(!says('title') && { title: item.title }),
    ...pick(says(...PRICES) ? read : item, PRICE_FIELDS),
  };
}

/** The row, with the item's title and prices in columns of their own that count if the row has none. */
function withItem(item: Item, record: Entry, columns: FoundColumns): { merged: Entry; from: FoundColumns } {
  const merged = Object.assign(Object.create(null) as Record<string, unknown>, record);
  const from: Record<string, readonly string[]> = { ...columns };
  // The times of a sale belong to its price.
  const hasSale = filled(record, columns['salePrice']).length > 0;
  for (const field of ['id', 'title', ...PRICE_FIELDS] as const) {
    if (hasSale && (field === 'saleFrom' || field === 'saleTo')) continue;
    const own = filled(record, columns[field]);
    if (own.length > 0 && field !== 'id') from[field] = own;
    else if (item[field] !== undefined) {
      const isPrice = field === 'price' || field === 'salePrice';
      merged[` ${field}`] = isPrice ? { amount: item[field], currency: item.currency } : item[field];
      from[field] = [` ${field}`];
    }
  }
  return { merged, from };
}

function filled(record: Entry, columns: readonly string[] = []): string[] {
  return columns.filter((column) => {
    const value = record[column];
    return value !== undefined && value !== null && (typeof value !== 'string' || value.trim() !== '');
  });
}

function pick<Name extends keyof Item>(item: Partial<Item>, names: readonly Name[]): Pick<Item, Name> {
  return Object.fromEntries(
    names.flatMap((name) => (item[name] === undefined ? [] : [[name, item[name]]])),
  ) as Pick<Item, Name>;
}

function without<Name extends keyof Item>(item: Item, names: readonly Name[]): Omit<Item, Name> {
  return Object.fromEntries(
    Object.entries(item).filter(([name]) => !names.includes(name as Name)),
  ) as unknown as Omit<Item, Name>;
}
