import type { OrderLine } from '../../learn/histories.ts';
import { VitrineError } from '../../errors.ts';
import { LISTED, type Refusal } from './catalogue.ts';
import { columnsFor, findColumns, ORDER_NAMES, type Columns } from '../../core/feed/columns.ts';
import { streamRows } from './rows.ts';

/** What became of the lines that are no order lines of the catalogue's items. */
export interface OrderCounts {
  lines: number;
  /** The first of them; `refused` counts all. */
  refusals: Refusal[];
  refused: number;
  /** Lines of items that the catalogue does not have. */
  unknown: number;
  /** Lines that take goods back: no purchase of them. */
  returned: number;
}

export function noOrders(): OrderCounts {
  return { lines: 0, refusals: [], refused: 0, unknown: 0, returned: 0 };
}

/**
 * Reads order lines against a catalogue, one at a time.
 *
 * @param rowOf Row of an item by its id.
 * @param counts Counted up.
 * @throws {VitrineError} `bad-catalogue` if the file cannot be read or has no column for order, item or date.
 */
export async function* readOrders(
  file: string,
  rowOf: ReadonlyMap<string, number>,
  counts: OrderCounts,
  given?: Columns,
): AsyncGenerator<OrderLine> {
  let columns: Columns | undefined;
  for await (const row of streamRows(file)) {
    if (!('refused' in row)) columns ??= orderColumns(file, Object.keys(row.record), given);
    const line = 'refused' in row ? row.refused : lineOf(row.record, columns!, rowOf);
    if (typeof line === 'object') {
      counts.lines++;
      yield line;
    } else if (line === UNKNOWN) counts.unknown++;
    else if (line === RETURNED) counts.returned++;
    else if (counts.refused++ < LISTED) counts.refusals.push({ file, line: row.line, reason: line });
  }
}

const UNKNOWN = 'is of an item that the catalogue does not have';
const RETURNED = 'takes goods back';

function lineOf(
  record: Readonly<Record<string, unknown>>,
  columns: Columns,
  rowOf: ReadonlyMap<string, number>,
): OrderLine | string {
  const field = (name: string) => {
    const value = columns[name] === undefined ? undefined : record[columns[name]];
    return typeof value === 'string' || typeof value === 'number' ? String(value).trim() : '';
  };
  const [order, date, quantity, customer] = [
    field('order'),
    field('date'),
    field('quantity'),
    field('customer'),
  ];
  const row = rowOf.get(field('item'));
  const at = timeOf(date);
  if (order === '') return 'has no order';
  if (Number.isNaN(at)) return `has a date that cannot be read: ${date}`;
  if (row === undefined) return UNKNOWN;
  if (quantity !== '' && Number(quantity) <= 0) return RETURNED;
  return { order, row, at, ...(customer !== '' && { shopper: customer }) };
}

/** Epoch seconds, milliseconds or microseconds (as GA4 exports), or a date as `Date` reads it. */
function timeOf(date: string): number {
  if (!/^\d{9,17}$/.test(date)) return Date.parse(date);
  return Number(date) * 1000 ** (date.length <= 11 ? 1 : date.length <= 14 ? 0 : -1);
}

function orderColumns(file: string, present: readonly string[], given: Columns | undefined): Columns {
  const columns = findColumns(present, ORDER_NAMES, columnsFor(ORDER_NAMES, given));
  const missing = ['order', 'item', 'date'].filter((field) => columns[field] === undefined);
  if (missing.length > 0) {
    throw new VitrineError(
      'bad-catalogue',
      `${file}: no column for ${missing.join(', ')} among ${present.join(', ')}; name it with --columns ${missing[0]!}=...`,
    );
  }
  return columns;
}
