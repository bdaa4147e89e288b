import { InvalidArgumentError, type Command } from 'commander';
import { buildPart } from './build-part.ts';
import { build, type BuildReport } from './build.ts';
import { describeChoices } from './budget/choose-budget.ts';
import { parseColumns } from '../core/feed/columns.ts';
import { dryRun } from './feed/dry-run.ts';
import { addReadingOptions, FORMAT_LIST, readingOptions, type ReadingFlags } from './feed/reading-flags.ts';
import { describeReading, writeReadingReport, type ReadingReport } from './feed/reading-report.ts';
import type { Context } from './io.ts';
import { natural } from './numbers.ts';
import { createProgress, silent } from './progress.ts';
import { bytesOf } from './sizes.ts';
import type { Part } from './vectors/embed-texts.ts';

/** What `vitrine build` and `vitrine merge` take. */
export interface BuildFlags extends ReadingFlags {
  readonly out?: string;
  readonly orders?: string;
  readonly model?: string;
  readonly minPairShoppers: number;
  readonly sensitive?: readonly string[];
  readonly budget?: number;
  readonly previous?: string;
  readonly repack?: boolean;
  readonly compress: boolean;
  readonly cache?: string;
  readonly shard?: Part;
  readonly parts?: string;
  readonly strict?: boolean;
  readonly dryRun?: boolean;
  readonly report?: string;
  readonly json?: boolean;
}

/** Adds `vitrine build`. */
export function addBuild(program: Command, context: Context): void {
  const command = program.command('build');
  addBuildOptions(command)
    .description('Turns a catalogue, and orders if there are any, into a pack.')
    .option('--cache <folder>', "where vectors are kept between builds (default: the user's cache)")
    .option(
      '--shard <index/count>',
      'embed this share of the catalogue only, from 0/n to n-1/n, into --out; then `vitrine merge`',
      partOf,
    )
    .option('--dry-run', 'read and report, and write nothing')
    .addHelpText(
      'after',
      '\nExample:\n  vitrine build products.csv --orders orders.csv --out public/pack' +
        '\n  vitrine build https://shop.example/products.json --dry-run' +
        '\n  zcat feed.xml.gz | vitrine build - --format xml --out pack' +
        '\nFormats, names of columns and platforms: docs/catalogue.md',
    )
    .action((catalogues: string[], flags: BuildFlags) => runBuild(command, catalogues, flags, context));
}

/** Adds `vitrine merge`. */
export function addMerge(program: Command, context: Context): void {
  const command = program.command('merge');
  addBuildOptions(command)
    .description('Makes a pack of what the jobs of `vitrine build --shard` have embedded.')
    .requiredOption('--parts <folder>', 'where the jobs have put their vectors')
    .addHelpText(
      'after',
      '\nExample:\n  vitrine merge products.csv --parts parts --orders orders.csv --out public/pack',
    )
    .action((catalogues: string[], flags: BuildFlags) => runBuild(command, catalogues, flags, context));
}

function addBuildOptions(command: Command): Command {
  return addReadingOptions(command)
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
    .option('--budget <size>', 'such as 3MB: choose vectors and neighbours so that all of it fits', bytesOf)
    .option(
      '--previous <folder>',
      'a pack to go on from, so that shoppers fetch what has changed (default: --out)',
    )
    .option('--repack', 'go on from no pack')
    .option('--no-compress', 'write no brotli and gzip variants beside the files')
    .option('--report <file.json>', 'write down every row that was repaired or refused')
    .option('--strict', 'make any row that cannot be read an error')
    .option('--json', 'print one JSON object instead of text');
}

async function runBuild(
  command: Command,
  catalogues: readonly string[],
  flags: BuildFlags,
  { io, embed }: Context,
): Promise<void> {
  const { json, columns, shard, dryRun: isDry, report: file, out, ...rest } = flags;
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
  if (shard) {
    const report = await buildPart({ ...options, out }, shard, progress, embed);
    io.out(json ? `${JSON.stringify(report)}\n` : `${report.embedded} of ${report.texts} texts embedded\n`);
    return;
  }
  const report = await build({ ...options, out }, progress, embed);
  return finish(report, () => describe(report));
}

function partOf(text: string): Part {
  const [, index, of] = (/^(\d+)\/(\d+)$/.exec(text) ?? []).map(Number);
  if (index === undefined || of === undefined || of < 1 || index >= of)
    throw new InvalidArgumentError('must be index/count, such as 0/8 to 7/8.');
  return { index, of };
}

function describe(report: BuildReport): string {
  const { out, seconds, titlesPerSecond, embedded, delta, freshBytes, choices, neighbours, files } = report;
  const bytes = files.reduce((sum, file) => sum + file.bytes, 0);
  return [
    ...(choices && neighbours !== undefined ? describeChoices(choices, neighbours) : []),
    `${report.items} items in ${seconds.toFixed(1)} s; ${embedded} texts embedded, ${titlesPerSecond.toFixed(0)} a second`,
    `recall@20 of the quantised vectors ${report.recall.toFixed(4)}`,
    ...describeReading(report),
    `${files.length} files, ${(bytes / 1e6).toFixed(1)} MB, in ${out}`,
    ...(delta ? [`${(freshBytes / 1e6).toFixed(2)} MB of them for a shopper who has the pack before`] : []),
    '',
  ].join('\n');
}
