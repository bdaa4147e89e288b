import type { Command } from 'commander';
import { build, type BuildReport } from './build.ts';
import { parseColumns } from '../core/feed/columns.ts';
import { dryRun } from './feed/dry-run.ts';
import { addReadingOptions, FORMAT_LIST, readingOptions, type ReadingFlags } from './feed/reading-flags.ts';
import { describeReading, writeReadingReport, type ReadingReport } from './feed/reading-report.ts';
import type { Context } from './io.ts';
import { natural } from './numbers.ts';
import { createProgress, silent } from './progress.ts';

interface BuildFlags extends ReadingFlags {
  readonly out?: string;
  readonly orders?: string;
  readonly model?: string;
  readonly minPairShoppers: number;
  readonly sensitive?: readonly string[];
  readonly strict?: boolean;
  readonly dryRun?: boolean;
  readonly report?: string;
  readonly json?: boolean;
}

/** Adds `vitrine build`. */
export function addBuild(program: Command, { io, embed }: Context): void {
  const command = program
    .command('build')
    .description('Turns a catalogue, and orders if there are any, into a pack.')
    .argument(
      '<catalogue...>',
      `files, folders, addresses, or - for standard input: ${FORMAT_LIST}; several are one catalogue`,
    )
    .option('--out <folder>', 'where the pack goes; a pack that is there is replaced')
    .option('--orders <file>', 'orders, in the same formats: order, item, date; or GA4 events')
    .option(
      '--model <folder>',
      'a text encoder in the Hugging Face layout (default: the built-in English one)',
    )
    .option(
      '--min-pair-shoppers <number>',
      'shoppers that must have two items before anything is shipped of the pair',
      natural,
      3,
    )
    .option('--sensitive <names...>', 'categories of which nothing is remembered on a device')
    .option('--columns <pairs>', 'columns that have unusual names, such as id=SKU,title=Name')
    .option('--dry-run', 'read and report, and write nothing')
    .option('--report <file.json>', 'write down every row that was repaired or refused')
    .option('--strict', 'make any row that cannot be read an error')
    .option('--json', 'print one JSON object instead of text')
    .addHelpText(
      'after',
      '\nExample:\n  vitrine build products.csv --orders orders.csv --out public/pack' +
        '\n  vitrine build https://shop.example/products.json --dry-run' +
        '\n  zcat feed.xml.gz | vitrine build - --format xml --out pack' +
        '\nFormats, names of columns and platforms: docs/catalogue.md',
    )
    .action(async (catalogues: string[], flags: BuildFlags) => {
      const { json, columns, dryRun: isDry, report: file, out, ...rest } = flags;
      const options = {
        catalogues,
        ...rest,
        ...readingOptions(flags),
        columns: columns === undefined ? undefined : parseColumns(columns),
      };
      const progress = json ? silent : createProgress();
      const finish = async (report: ReadingReport, text: () => string) => {
        if (file !== undefined) await writeReadingReport(file, report);
        io.out(json ? `${JSON.stringify(report)}\n` : text());
      };
      if (isDry) {
        const report = await dryRun(options, progress);
        return finish(report, () =>
          [...describeReading(report), `${report.seconds.toFixed(1)} s`, ''].join('\n'),
        );
      }
      if (out === undefined)
        return command.error("error: required option '--out <folder>' not specified", { exitCode: 2 });
      const report = await build({ ...options, out }, progress, embed);
      return finish(report, () => describe(report));
    });
  addReadingOptions(command);
}

function describe(report: BuildReport): string {
  const { out, items, seconds, titlesPerSecond, recall, files } = report;
  const bytes = files.reduce((sum, file) => sum + file.bytes, 0);
  return [
    `${items} items in ${seconds.toFixed(1)} s, ${titlesPerSecond.toFixed(0)} titles a second`,
    `recall@20 of the quantised vectors ${recall.toFixed(4)}`,
    ...describeReading(report),
    `${files.length} files, ${(bytes / 1e6).toFixed(1)} MB, in ${out}`,
    '',
  ].join('\n');
}
