import type { Catalogue } from '../../core/catalogue.ts';
import { narrowed } from '../../core/table.ts';

/** @param most Neighbours that each row keeps in each table. */
export function narrowedTables(tables: Catalogue['tables'], most: number): Catalogue['tables'] {
  return Object.fromEntries(Object.entries(tables).map(([name, table]) => [name, narrowed(table, most)]));
}
