import { missingColumns } from '../../core/feed/column-errors.ts';
import { columnsFor, findColumns, type Columns, type FoundColumns } from '../../core/feed/columns.ts';
import { ITEM_NAMES, ORDER_NAMES } from '../../core/feed/names.ts';
import type { Entry } from '../../core/feed/nested.ts';
import { timeOf, type DateOrder } from '../../core/feed/time-of.ts';
import { textOf } from '../../core/feed/value.ts';
import { VitrineError } from '../../errors.ts';
import type { OrderLine } from '../../learn/histories.ts';
import { createDateOrder, type Dated, type Decision } from './date-order.ts';
import { explained } from './explained.ts';
import { addFinding, noFindings, type FindingsLog } from './findings.ts';
import { createOrderLines } from './order-lines.ts';
import { readRows, type FileFacts } from './read-rows.ts';
import type { Row } from './row.ts';
import type { Source } from './source.ts';
import { sourcesOf } from './sources-of.ts';
import { createUnmatchedIds } from './unmatched.ts';

/**
 * What was read of a file of orders: its order lines, and what became of all other lines.
 * `read = lines + unknown + returned + others + refused.rows`.
 */
export interface OrderCounts {
  /** Lines that the files hold: an order that holds its lines makes one of each. */
  read: number;
  /** Lines that are learned from: of items of the catalogue. */
  lines: number;
  readonly refused: FindingsLog;
  readonly repaired: FindingsLog;
  readonly guessed: FindingsLog;
  /** In which order day and month were read, if a file's dates leave that open, and which date shows it. */
  readonly dateOrders: (Decision & { readonly file: string })[];
  /** Lines of items that the catalogue does not have. */
  unknown: number;
  /** The items that those lines name. */
  readonly unmatched: ReturnType<typeof createUnmatchedIds>;
  /** Lines that take goods back: no purchase of them. */
  returned: number;
  /** Events that are no purchase (views, carts), and orders that were cancelled, refunded, not paid, or a test. */
  others: number;
  /** The same by reason. */
  readonly skipped: FindingsLog;
}

export function noOrders(): OrderCounts {
  return {
    read: 0,
    lines: 0,
    refused: noFindings(),
    repaired: noFindings(),
    guessed: noFindings(),
    dateOrders: [],
    unknown: 0,
    unmatched: createUnmatchedIds(),
    returned: 0,
    others: 0,
    skipped: noFindings(),
  };
}

/**
 * Reads order lines against a catalogue, one at a time: lines of a table, orders that hold their lines, or events as GA4
 * exports them.
 *
 * @param name A file, a folder, an address or `-`.
 * @param rowOf Row of an item by its id.
 * @param counts Counted up.
 * @throws {VitrineError} `bad-catalogue` if the file cannot be read or has no column for order, item or date.
 */
export async function* readOrders(
  name: string,
  rowOf: ReadonlyMap<string, number>,
  counts: OrderCounts,
  given?: Columns,
): AsyncGenerator<OrderLine> {
  for (const source of await sourcesOf([name])) {
    try {
      for await (const line of linesOf(source, rowOf, counts, columnsFor(ORDER_NAMES, given))) {
        counts.lines++;
        yield line;
      }
    } catch (error) {
      throw explained(source.name, error);
    }
  }
}

const RETURNED = 'takes goods back';

/** What an order line calls an item that the catalogue does not have; empty if it names none. */
interface UnknownItem {
  readonly unknown: string;
}

async function* linesOf(
  source: Source,
  rowOf: ReadonlyMap<string, number>,
  counts: OrderCounts,
  given: Columns,
): AsyncGenerator<OrderLine> {
  const file = source.name;
  const facts: FileFacts = {};
  const note = (line: number, what: string) => addFinding(counts.repaired, { file, line, reason: what });
  const expand = createOrderLines();
  const finder = createFinder(file, given);
  const dates = createDateOrder<Row>();
  const linesIn = function* (ready: readonly Dated<Row>[]): Generator<OrderLine> {
    const order = dates.decided()?.order ?? 'day-first';
    for (const { row } of ready) {
      const line = outcome(row, finder, rowOf, order);
      counts.read++;
      if (typeof line === 'object') {
        if ('row' in line) yield line;
        else {
          counts.unknown++;
          counts.unmatched.add(line.unknown);
        }
      } else if (line === RETURNED) counts.returned++;
      else if ('skipped' in row) {
        counts.others++;
        addFinding(counts.skipped, { file, line: row.line, reason: line });
      } else addFinding(counts.refused, { file, line: row.line, reason: line });
    }
  };
  for await (const row of readRows(source, await source.open(), { note, facts })) {
    for (const part of 'record' in row ? expand(row) : [row]) {
      const date = 'record' in part ? fieldOf(part.record, finder(part.record), 'date') : undefined;
      yield* linesIn(dates.add({ row: part, line: part.line, date }));
    }
  }
  yield* linesIn(dates.end());
  noteDateOrder(dates.decided(), file, counts);
  if (facts.format === 'html')
    throw new VitrineError('bad-catalogue', `${file} is a web page, not a file of orders`);
}

function noteDateOrder(
  decided: Decision | undefined,
  file: string,
  { guessed, dateOrders }: OrderCounts,
): void {
  if (!decided) return;
  dateOrders.push({ ...decided, file });
  if (decided.by === undefined) {
    const reason = 'has a date of which the day was taken to come first, since no date of the file shows it';
    addFinding(guessed, { file, line: decided.line, reason });
  }
}

function outcome(
  row: Row,
  finder: ReturnType<typeof createFinder>,
  rowOf: ReadonlyMap<string, number>,
  order: DateOrder,
): OrderLine | UnknownItem | string {
  if ('refused' in row) return row.refused;
  if ('skipped' in row) return row.skipped;
  return lineOf(row.record, finder(row.record), rowOf, order);
}

function fieldOf(record: Entry, columns: FoundColumns, name: string): string | undefined {
  return columns[name]?.map((column) => textOf(record[column])).find((text) => text !== undefined);
}

function lineOf(
  record: Entry,
  columns: FoundColumns,
  rowOf: ReadonlyMap<string, number>,
  dateOrder: DateOrder,
): OrderLine | UnknownItem | string {
  const field = (name: string) => fieldOf(record, columns, name);
  const [order, date, quantity, customer] = [
    field('order'),
    field('date'),
    field('quantity'),
    field('customer'),
  ];
  if (order === undefined) return 'has no order';
  const at = timeOf(date ?? '', dateOrder);
  if (Number.isNaN(at)) return `has a date that cannot be read: ${date ?? ''}`;
  // An item may be called by its SKU in one column and by its id in another.
  const names = columns['item']!.flatMap((column) => textOf(record[column]) ?? []);
  const row = names.map((name) => rowOf.get(name)).find((known) => known !== undefined);
  if (row === undefined) return { unknown: names[0] ?? '' };
  if (quantity !== undefined && Number.parseFloat(quantity.replace(',', '.')) <= 0) return RETURNED;
  return { order, row, at, ...(customer !== undefined && { shopper: customer }) };
}

/** Finds the columns of lines, which may differ from one to the next; those of the first must be enough. */
function createFinder(file: string, given: Columns): (record: Entry) => FoundColumns {
  let last: { readonly keys: string; readonly columns: FoundColumns } | undefined;
  return (record) => {
    const names = Object.keys(record);
    const keys = names.join('\n');
    if (last?.keys === keys) return last.columns;
    const columns = findColumns(names, ORDER_NAMES, given);
    if (!last) checkColumns(file, names, columns);
    last = { keys, columns: { ...last?.columns, ...columns } };
    return last.columns;
  };
}

function checkColumns(file: string, names: readonly string[], columns: FoundColumns): void {
  const missing = ['order', 'item', 'date'].filter((field) => columns[field] === undefined);
  if (missing.length === 0) return;
  const { title, price } = findColumns(names, ITEM_NAMES);
  const mixedUp = 'this looks like a catalogue: give it in place of one, and orders with --orders';
  throw missingColumns(file, missing, names, title && price ? mixedUp : undefined);
}
