import { writeFile } from 'node:fs/promises';
import { VitrineError } from '../../errors.ts';
import type { Catalogue } from './catalogue.ts';
import { addFindings, kindOf, type Findings } from './findings.ts';
import type { OrderCounts } from './orders.ts';

/** What reading a catalogue, and its orders if there are any, has found; `--json` and `--report` give all of it. */
export interface ReadingReport {
  readonly items: number;
  /** Entries of the catalogue's files. */
  readonly rows: number;
  /** Rows that could not be read, of orders too. */
  readonly refused: Findings;
  /** Rows that were read after something in them was repaired, of orders too. */
  readonly repaired: Findings;
  /** Rows in which a value had to be guessed, of orders too. */
  readonly guessed: Findings;
  /** Rows that were left out though nothing is wrong with them. */
  readonly skipped: Findings;
  /** Rows of an item that an earlier row had. */
  readonly merged: number;
  readonly catalogueFiles: Catalogue['files'];
  readonly orderLines: number;
  /** Files of orders whose dates may have the day or the month first, and which it is. */
  readonly dateOrders: OrderCounts['dateOrders'];
  /** Order lines of items that the catalogue does not have. */
  readonly unknownOrderLines: number;
  readonly returnedOrderLines: number;
  /** Events that are no purchase, and cancelled orders. */
  readonly otherOrderRows: number;
}

export function readingReport(catalogue: Catalogue, orders: OrderCounts): ReadingReport {
  const { items, rows, refused, repaired, guessed, skipped, merged, files } = catalogue;
  return {
    items: items.length,
    rows,
    refused: addFindings(refused, orders.refused),
    repaired: addFindings(repaired, orders.repaired),
    guessed: addFindings(guessed, orders.guessed),
    skipped,
    merged,
    catalogueFiles: files,
    orderLines: orders.lines,
    dateOrders: orders.dateOrders,
    unknownOrderLines: orders.unknown,
    returnedOrderLines: orders.returned,
    otherOrderRows: orders.others,
  };
}

/** For `--strict`. @throws {VitrineError} `bad-catalogue` if a row was refused, with the first. */
export function checkNoneRefused({ refused }: ReadingReport): void {
  const [first] = refused.listed;
  if (first)
    throw new VitrineError(
      'bad-catalogue',
      `${refused.rows} rows refused, the first ${first.file}:${first.line} ${first.reason}`,
    );
}

/** Examples shown of each kind; `--json` and `--report` have them all. */
const EXAMPLES = 3;

/** The report in words: a line for each kind, with its first examples. */
export function describeReading(report: ReadingReport): string[] {
  const { rows, items, repaired, guessed, refused, skipped, merged, unknownOrderLines, otherOrderRows } =
    report;
  const counts = `${repaired.rows} repaired, ${guessed.rows} guessed, ${refused.rows} refused, ${skipped.rows} skipped, ${merged} merged`;
  return [
    `${count(rows, 'row')} read: ${count(items, 'item')}, ${counts}`,
    ...section('rows repaired', repaired),
    ...section('rows guessed', guessed),
    ...section('rows refused', refused),
    ...section('rows skipped', { ...skipped, listed: [] }),
    ...report.dateOrders.map(describeDateOrder),
    ...(unknownOrderLines > 0
      ? [`${unknownOrderLines} order lines name items that the catalogue does not have`]
      : []),
    ...(otherOrderRows > 0
      ? [`${otherOrderRows} rows of orders are no purchase (other events, cancelled orders)`]
      : []),
  ];
}

function describeDateOrder({ file, line, order, by }: ReadingReport['dateOrders'][number]): string {
  const first = order === 'day-first' ? 'day' : 'month';
  const why = by === undefined ? 'no date shows which it is' : `${by} on line ${line} shows it`;
  return `dates of ${file} have the ${first} first: ${why}`;
}

function count(number: number, what: string): string {
  return `${number} ${what}${number === 1 ? '' : 's'}`;
}

function section(title: string, { rows, kinds, listed }: Findings): string[] {
  if (rows === 0) return [];
  const lines = Object.entries(kinds)
    .toSorted(([, a], [, b]) => b - a)
    .flatMap(([kind, number]) => [
      `  ${number} x ${kind}`,
      ...listed
        .filter(({ reason }) => kindOf(reason) === kind)
        .slice(0, EXAMPLES)
        .map(({ file, line, reason }) => `    ${file}:${line} ${shortened(reason)}`),
    ]);
  return [`${rows} ${title}:`, ...lines];
}

function shortened(reason: string): string {
  const line = reason.replace(/\s+/g, ' ');
  return line.length > 120 ? `${line.slice(0, 119)}…` : line;
}

/** Writes the report as JSON. @throws {VitrineError} `bad-argument` if it cannot be written there. */
export async function writeReadingReport(path: string, report: ReadingReport): Promise<void> {
  try {
    await writeFile(path, `${JSON.stringify(report, null, 2)}\n`);
  } catch (cause) {
    throw new VitrineError(
      'bad-argument',
      `--report ${path} cannot be written (${(cause as { code?: string }).code ?? 'unknown'})`,
      { cause },
    );
  }
}
