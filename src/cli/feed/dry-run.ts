import type { Columns } from '../../core/feed/columns.ts';
import type { Progress } from '../progress.ts';
import { readCatalogue, rowsByName, type ReadingOptions } from './catalogue.ts';
import { noOrders, readOrders } from './orders.ts';
import { checkNoneRefused, readingReport, type ReadingReport } from './reading-report.ts';

export interface DryRunOptions extends ReadingOptions {
  readonly catalogues: readonly string[];
  readonly orders?: string | undefined;
  readonly columns?: Columns | undefined;
  /** Makes a refused row an error. */
  readonly strict?: boolean | undefined;
}

/** Reads all that a build would, and writes nothing. @throws {VitrineError} as a build does */
export async function dryRun(
  { catalogues, orders, columns, strict, ...options }: DryRunOptions,
  progress: Progress,
): Promise<ReadingReport & { readonly seconds: number }> {
  const began = performance.now();
  const catalogue = await readCatalogue(catalogues, columns, {
    say: (message) => progress.say(message),
    ...options,
  });
  const counts = noOrders();
  if (orders !== undefined) {
    const rowOf = rowsByName(catalogue);
    const lines = readOrders(orders, rowOf, counts, columns);
    while (!(await lines.next()).done);
  }
  const report = readingReport(catalogue, counts);
  if (strict) checkNoneRefused(report);
  return { ...report, seconds: (performance.now() - began) / 1000 };
}
