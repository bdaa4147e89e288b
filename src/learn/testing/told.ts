import { COLUMN_NAMES, type Columns } from '../../core/catalogue.ts';
import type { TableName } from '../../core/parameters.ts';
import type { Table } from '../../core/table.ts';
import type { Truth } from './truth.ts';

/** What a reader of a pack has. */
interface Read {
  readonly columns: Columns;
  readonly tables: Readonly<Partial<Record<TableName, Table>>>;
}

/** Entries of tables, and items in columns, that tell what fewer than `min` shoppers did. Each is a sentence. */
export function toldOfFew({ columns, tables }: Read, truth: Truth, min: number): string[] {
  const rests = {
    next: truth.went,
    alsoViewed: truth.both,
    boughtTogether: truth.together,
  };
  const found: string[] = [];
  for (const name of ['next', 'alsoViewed', 'boughtTogether'] as const)
    for (const [row, other] of entriesOf(tables[name]!)) {
      const shoppers = rests[name](row, other);
      if (shoppers < min) found.push(`${name} leads from ${row} to ${other}, as ${shoppers} shoppers did`);
    }
  for (const name of COLUMN_NAMES)
    columns[name].forEach((value, row) => {
      const shoppers = truth.having(row);
      if (value !== 0 && shoppers < min) found.push(`${name} of ${row} is ${value}, and ${shoppers} have it`);
    });
  return found;
}

/** The pairs of rows of a table. */
export function* entriesOf({ offsets, targets }: Table): Iterable<[number, number]> {
  for (let row = 0; row + 1 < offsets.length; row++)
    for (const target of targets.subarray(offsets[row], offsets[row + 1])) yield [row, target];
}
