import { COLUMN_NAMES, type Columns } from '../../core/catalogue.ts';
import type { TableName } from '../../core/parameters.ts';
import type { Table } from '../../core/table.ts';
import type { Truth } from './truth.ts';

/** What a reader of a pack has. */
interface Read {
  readonly columns: Columns;
  readonly tables: Readonly<Partial<Record<TableName, Table>>>;
}

/**
 * Entries of tables, and items in columns, that tell what fewer than `min` shoppers did. Each is a sentence.
 *
 * @param categories Of the items, by row, as they were learned with.
 */
export function toldOfFew(
  { columns, tables }: Read,
  truth: Truth,
  min: number,
  categories: readonly (string | undefined)[] = [],
): string[] {
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
  for (const name of COLUMN_NAMES.filter((one) => one !== 'interval' && one !== 'returns'))
    columns[name].forEach((value, row) => {
      const shoppers = truth.having(row);
      if (value !== 0 && shoppers < min) found.push(`${name} of ${row} is ${value}, and ${shoppers} have it`);
    });
  return [...found, ...repeatsOfFew(columns, truth, min, categories)];
}

/** An item of which fewer did something has the value that all such items of its category have, and enough did it there. */
function repeatsOfFew(
  { interval, returns }: Columns,
  truth: Truth,
  min: number,
  categories: readonly (string | undefined)[],
): string[] {
  const found: string[] = [];
  const rows = [...interval.keys()];
  for (const category of new Set(rows.map((row) => categories[row]))) {
    const own = rows.filter((row) => categories[row] === category);
    const all = category === undefined ? [] : own;
    const did = {
      interval: [interval, (some: readonly number[]) => truth.again(some)],
      returns: [returns, (some: readonly number[]) => truth.cameBack(some, all)],
    } as const;
    for (const [name, [column, shoppers]] of Object.entries(did)) {
      const few = own.filter((row) => shoppers([row]) < min);
      const values = new Set(few.map((row) => column[row]!));
      if (values.size > 1) found.push(`${name} tells items of ${category} apart that fewer came back for`);
      const isTold = few.some((row) => column[row] !== 0);
      if (isTold && shoppers(all) < min) found.push(`${name} tells of ${category}, and ${shoppers(all)} did`);
    }
  }
  return found;
}

/** The pairs of rows of a table. */
export function* entriesOf({ offsets, targets }: Table): Iterable<[number, number]> {
  for (let row = 0; row + 1 < offsets.length; row++)
    for (const target of targets.subarray(offsets[row], offsets[row + 1])) yield [row, target];
}
