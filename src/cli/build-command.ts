import { InvalidArgumentError, type Command } from 'commander';
import { buildPart } from './build-part.ts';
import { build, type BuildReport } from './build.ts';
import { describeChoices } from './budget/choose-budget.ts';
import { parseColumns } from '../core/feed/columns.ts';
import type { Context } from './io.ts';
import { natural } from './numbers.ts';
import { createProgress, silent } from './progress.ts';
import { bytesOf } from './sizes.ts';
import type { Part } from './vectors/embed-texts.ts';

/** What `vitrine build` and `vitrine merge` take. */
export interface BuildFlags {
  readonly out: string;
  readonly orders?: string;
  readonly model?: string;
  readonly columns?: string;
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
  readonly json?: boolean;
}

/** Adds `vitrine build`. */
export function addBuild(program: Command, context: Context): void {
  addBuildOptions(program.command('build'))
    .description('Turns a catalogue, and orders if there are any, into a pack.')
    .requiredOption('--out <folder>', 'where the pack goes; a pack that is there is replaced')
    .option('--cache <folder>', "where vectors are kept between builds (default: the user's cache)")
    .option(
      '--shard <index/count>',
      'embed this share of the catalogue only, from 0/n to n-1/n, into --out; then `vitrine merge`',
      partOf,
    )
    .addHelpText('after', '\nExample:\n  vitrine build products.csv --orders orders.csv --out public/pack')
    .action((catalogues: string[], flags: BuildFlags) => runBuild(catalogues, flags, context));
}

/** Adds `vitrine merge`. */
export function addMerge(program: Command, context: Context): void {
  addBuildOptions(program.command('merge'))
    .description('Makes a pack of what the jobs of `vitrine build --shard` have embedded.')
    .requiredOption('--parts <folder>', 'where the jobs have put their vectors')
    .requiredOption('--out <folder>', 'where the pack goes; a pack that is there is replaced')
    .addHelpText(
      'after',
      '\nExample:\n  vitrine merge products.csv --parts parts --orders orders.csv --out public/pack',
    )
    .action((catalogues: string[], flags: BuildFlags) => runBuild(catalogues, flags, context));
}

function addBuildOptions(command: Command): Command {
  return command
    .argument('<catalogue...>', 'CSV, TSV, JSON or JSONL; several files are one catalogue')
    .option('--orders <file>', 'order lines: order, item, date')
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
    .option('--strict', 'make any row that cannot be read an error')
    .option('--json', 'print one JSON object instead of text');
}

async function runBuild(
  catalogues: readonly string[],
  { json, columns, shard, ...flags }: BuildFlags,
  { io, embed }: Context,
): Promise<void> {
  const options = {
    catalogues,
    ...flags,
    columns: columns === undefined ? undefined : parseColumns(columns),
  };
  const progress = json ? silent : createProgress();
  if (shard) {
    const report = await buildPart(options, shard, progress, embed);
    io.out(json ? `${JSON.stringify(report)}\n` : `${report.embedded} of ${report.texts} texts embedded\n`);
    return;
  }
  const report = await build(options, progress, embed);
  io.out(json ? `${JSON.stringify(report)}\n` : describe(report));
}

function partOf(text: string): Part {
  const [, index, of] = (/^(\d+)\/(\d+)$/.exec(text) ?? []).map(Number);
  if (index === undefined || of === undefined || of < 1 || index >= of)
    throw new InvalidArgumentError('must be index/count, such as 0/8 to 7/8.');
  return { index, of };
}

const LISTED = 20; // refusals; --json has them all

function describe({
  out,
  items,
  refused,
  refusals,
  unknownOrderLines,
  seconds,
  titlesPerSecond,
  embedded,
  delta,
  freshBytes,
  choices,
  neighbours,
  recall,
  files,
}: BuildReport): string {
  const lines = refusals.slice(0, LISTED).map(({ file, line, reason }) => `  ${file}:${line} ${reason}`);
  if (refused > LISTED) lines.push(`  and ${refused - LISTED} more: --json lists them all`);
  const bytes = files.reduce((sum, file) => sum + file.bytes, 0);
  return [
    ...(choices && neighbours !== undefined ? describeChoices(choices, neighbours) : []),
    `${items} items in ${seconds.toFixed(1)} s; ${embedded} texts embedded, ${titlesPerSecond.toFixed(0)} a second`,
    `recall@20 of the quantised vectors ${recall.toFixed(4)}`,
    ...(unknownOrderLines > 0
      ? [`${unknownOrderLines} order lines name items that the catalogue does not have`]
      : []),
    ...(refused > 0 ? [`${refused} rows refused:`, ...lines] : []),
    `${files.length} files, ${(bytes / 1e6).toFixed(1)} MB, in ${out}`,
    ...(delta ? [`${(freshBytes / 1e6).toFixed(2)} MB of them for a shopper who has the pack before`] : []),
    '',
  ].join('\n');
}
