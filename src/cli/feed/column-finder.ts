import { missingColumns, unknownColumn } from '../../core/feed/column-errors.ts';
import { findColumns, type Columns, type FoundColumns } from '../../core/feed/columns.ts';
import { ITEM_NAMES, ORDER_NAMES } from '../../core/feed/names.ts';
import type { Entry } from '../../core/feed/nested.ts';

/** Finds the columns of entries, which may differ from one to the next, and says in the end what was found in none. */
export function createColumnFinder(given: Columns) {
  const known = new Map<string, FoundColumns>();
  const present = new Set<string>();
  const fields = new Set<string>();
  let isOrders: boolean | undefined;
  let last: { readonly keys: string; readonly columns: FoundColumns } | undefined;

  function columnsOf(record: Entry): FoundColumns {
    const names = Object.keys(record);
    const keys = names.join('\n');
    if (last?.keys === keys) return last.columns;
    let columns = known.get(keys);
    if (!columns) {
      const own = Object.fromEntries(Object.entries(given).filter(([, column]) => columnIn(column, names)));
      columns = findColumns(names, ITEM_NAMES, own);
      // A field that the caller has named is looked for nowhere else; pieces that were ordered are no stock.
      columns = Object.fromEntries(
        Object.entries(columns).filter(
          ([field]) =>
            (given[field] === undefined || own[field] !== undefined) && !(isOrders && field === 'stock'),
        ),
      );
      for (const name of names) if (present.size < 200) present.add(name);
      for (const field of Object.keys(columns)) fields.add(field);
      if (known.size < 1000) known.set(keys, columns);
    }
    last = { keys, columns };
    return columns;
  }

  return {
    columnsOf,
    see: (record: Entry) => {
      if (isOrders !== undefined) return;
      const names = Object.keys(record);
      const { order, date, quantity } = findColumns(names, ORDER_NAMES);
      isOrders =
        order !== undefined &&
        date !== undefined &&
        quantity !== undefined &&
        findColumns(names, ITEM_NAMES)['image'] === undefined;
    },
    isOrders: () => isOrders === true,
    hasTitles: () => fields.has('title'),
    check: (file: string, made: number) => {
      if (present.size === 0) return;
      const wrong = Object.entries(given).find(([field]) => !fields.has(field));
      if (wrong) throw unknownColumn(wrong[1], present, file);
      const missing = ['id', 'title'].filter((field) => !fields.has(field));
      if (made > 0 || missing.length === 0) return;
      const mixedUp = 'these look like orders: give them with --orders, and the catalogue in their place';
      throw missingColumns(file, missing, present, isOrders ? mixedUp : undefined);
    },
  };
}

function columnIn(column: string, names: readonly string[]): boolean {
  return findColumns(names, { column: [column] })['column'] !== undefined;
}
