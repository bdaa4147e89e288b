import type { Catalogue } from '../../core/catalogue.ts';
import { narrowed } from '../../core/table.ts';

/** Keeps at most `limit` neighbours of each row in each table. */
export function narrowedTables(tables: Catalogue['tables'], limit: number): Catalogue['tables'] {
  return Object.fromEntries(Object.entries(tables).map(([name, table]) => [name, narrowed(table, limit)]));
}
