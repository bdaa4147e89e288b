import { VitrineError } from '../../errors.ts';
import type { OrderLine } from '../../learn/popularity.ts';
import type { Refusal } from './catalogue.ts';
import { findColumns, ORDER_NAMES } from './columns.ts';
import { readTable } from './table.ts';

export interface Orders {
  readonly lines: readonly OrderLine[];
  readonly refusals: readonly Refusal[];
  /** Lines of items that the catalogue does not have. */
  readonly unknown: number;
}

/**
 * Reads order lines against a catalogue.
 *
 * @param rowOf Row of an item by its id.
 * @throws {VitrineError} `bad-catalogue` if the file cannot be read or has no column for order, item or date.
 */
export async function readOrders(file: string, rowOf: ReadonlyMap<string, number>): Promise<Orders> {
  const rows = await readTable(file);
  const present = [...new Set(rows.flatMap((row) => ('record' in row ? Object.keys(row.record) : [])))];
  const columns = findColumns(present, ORDER_NAMES);
  const missing = ['order', 'item', 'date'].filter((field) => columns[field] === undefined);
  if (missing.length > 0) {
    throw new VitrineError(
      'bad-catalogue',
      `${file}: no column for ${missing.join(', ')} among ${present.join(', ')}`,
    );
  }
  const lines: OrderLine[] = [];
  const refusals: Refusal[] = [];
  let unknown = 0;
  for (const row of rows) {
    const refuse = (reason: string) => refusals.push({ file, line: row.line, reason });
    if ('refused' in row) {
      refuse(row.refused);
      continue;
    }
    const [order, item, date] = ['order', 'item', 'date'].map((field) =>
      String(row.record[columns[field]!] ?? '').trim(),
    );
    const at = Date.parse(date!);
    const itemRow = rowOf.get(item!);
    if (!order) refuse('has no order');
    else if (Number.isNaN(at)) refuse(`has a date that cannot be read: ${date!}`);
    else if (itemRow === undefined) unknown++;
    else lines.push({ order, at, row: itemRow });
  }
  return { lines, refusals, unknown };
}
