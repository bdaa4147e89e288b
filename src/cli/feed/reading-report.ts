import { writeFile } from 'node:fs/promises';
import { VitrineError } from '../../errors.ts';
import type { Catalogue } from './catalogue.ts';
import { kindOf, type Finding } from './findings.ts';
import type { OrderCounts } from './orders.ts';

/** What reading a catalogue, and its orders if there are any, has found; `--json` and `--report` give all of it. */
export interface ReadingReport {
  readonly items: number;
  /** Entries of the catalogue's files. */
  readonly rows: number;
  /** Rows that were put right. */
  readonly repaired: number;
  /** Rows that were left out for what is wrong with them, of orders too. */
  readonly refused: number;
  /** Rows that were left out though nothing is wrong with them. */
  readonly skipped: number;
  /** Rows of an item that an earlier row had. */
  readonly merged: number;
  readonly kinds: {
    readonly repaired: Readonly<Record<string, number>>;
    readonly refused: Readonly<Record<string, number>>;
    readonly skipped: Readonly<Record<string, number>>;
  };
  /** The first of each, at most 10,000. */
  readonly repairs: readonly Finding[];
  readonly refusals: readonly Finding[];
  readonly catalogueFiles: Catalogue['files'];
  readonly orderLines: number;
  /** Order lines of items that the catalogue does not have. */
  readonly unknownOrderLines: number;
  readonly returnedOrderLines: number;
  /** Events that are no purchase, and cancelled orders. */
  readonly otherOrderRows: number;
}

export function readingReport(catalogue: Catalogue, orders: OrderCounts): ReadingReport {
  const { items, rows, repaired, skipped, merged, files } = catalogue;
  const refusedOrders: Record<string, number> = {};
  for (const { reason } of orders.refusals)
    refusedOrders[kindOf(reason)] = (refusedOrders[kindOf(reason)] ?? 0) + 1;
  return {
    items: items.length,
    rows,
    repaired,
    refused: catalogue.refused + orders.refused,
    skipped,
    merged,
    kinds: {
      repaired: catalogue.repairedKinds,
      refused: { ...catalogue.refusedKinds, ...prefixed('order line ', refusedOrders) },
      skipped: catalogue.skippedKinds,
    },
    repairs: [...catalogue.repairs, ...orders.repairs],
    refusals: [...catalogue.refusals, ...orders.refusals],
    catalogueFiles: files,
    orderLines: orders.lines,
    unknownOrderLines: orders.unknown,
    returnedOrderLines: orders.returned,
    otherOrderRows: orders.others,
  };
}

function prefixed(prefix: string, kinds: Readonly<Record<string, number>>): Record<string, number> {
  return Object.fromEntries(Object.entries(kinds).map(([kind, count]) => [`${prefix}${kind}`, count]));
}

/** Examples shown of each kind; `--json` and `--report` have them all. */
const EXAMPLES = 3;

/** The report in words: a line for each kind, with its first examples. */
export function describeReading(report: ReadingReport): string[] {
  const { rows, items, repaired, refused, skipped, merged, kinds, unknownOrderLines, otherOrderRows } =
    report;
  return [
    `${count(rows, 'row')} read: ${count(items, 'item')}, ${repaired} repaired, ${refused} refused, ${skipped} skipped, ${merged} merged`,
    ...section('rows repaired', repaired, kinds.repaired, report.repairs),
    ...section('rows refused', refused, kinds.refused, report.refusals),
    ...section('rows skipped', skipped, kinds.skipped, []),
    ...(unknownOrderLines > 0
      ? [`${unknownOrderLines} order lines name items that the catalogue does not have`]
      : []),
    ...(otherOrderRows > 0
      ? [`${otherOrderRows} rows of orders are no purchase (other events, cancelled orders)`]
      : []),
  ];
}

function count(number: number, what: string): string {
  return `${number} ${what}${number === 1 ? '' : 's'}`;
}

function section(
  title: string,
  total: number,
  kinds: Readonly<Record<string, number>>,
  findings: readonly Finding[],
): string[] {
  if (total === 0) return [];
  const lines = Object.entries(kinds)
    .toSorted(([, a], [, b]) => b - a)
    .flatMap(([kind, number]) => [
      `  ${number} x ${kind}`,
      ...findings
        .filter(({ reason }) => kindOf(reason) === kind.replace(/^order line /, ''))
        .slice(0, EXAMPLES)
        .map(({ file, line, reason }) => `    ${file}:${line} ${shortened(reason)}`),
    ]);
  return [`${total} ${title}:`, ...lines];
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
