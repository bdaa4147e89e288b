import type { Command } from 'commander';
import { build, type BuildReport } from './build.ts';
import { parseColumns } from '../core/feed/columns.ts';
import type { Context } from './io.ts';
import { natural } from './numbers.ts';
import { createProgress, silent } from './progress.ts';

interface BuildFlags {
  readonly out: string;
  readonly orders?: string;
  readonly model?: string;
  readonly columns?: string;
  readonly minPairShoppers: number;
  readonly sensitive?: readonly string[];
  readonly strict?: boolean;
  readonly json?: boolean;
}

/** Adds `vitrine build`. */
export function addBuild(program: Command, { io, embed }: Context): void {
  program
    .command('build')
    .description('Turns a catalogue, and orders if there are any, into a pack.')
    .argument('<catalogue...>', 'CSV, TSV, JSON or JSONL; several files are one catalogue')
    .requiredOption('--out <folder>', 'where the pack goes; a pack that is there is replaced')
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
    .option('--strict', 'make any row that cannot be read an error')
    .option('--json', 'print one JSON object instead of text')
    .addHelpText('after', '\nExample:\n  vitrine build products.csv --orders orders.csv --out public/pack')
    .action(async (catalogues: string[], { json, columns, ...flags }: BuildFlags) => {
      const parsed = columns === undefined ? undefined : parseColumns(columns);
      const report = await build(
        { catalogues, ...flags, columns: parsed },
        json ? silent : createProgress(),
        embed,
      );
      io.out(json ? `${JSON.stringify(report)}\n` : describe(report));
    });
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
  recall,
  files,
}: BuildReport): string {
  const lines = refusals.slice(0, LISTED).map(({ file, line, reason }) => `  ${file}:${line} ${reason}`);
  if (refused > LISTED) lines.push(`  and ${refused - LISTED} more: --json lists them all`);
  const bytes = files.reduce((sum, file) => sum + file.bytes, 0);
  return [
    `${items} items in ${seconds.toFixed(1)} s, ${titlesPerSecond.toFixed(0)} titles a second`,
    `recall@20 of the quantised vectors ${recall.toFixed(4)}`,
    ...(unknownOrderLines > 0
      ? [`${unknownOrderLines} order lines name items that the catalogue does not have`]
      : []),
    ...(refused > 0 ? [`${refused} rows refused:`, ...lines] : []),
    `${files.length} files, ${(bytes / 1e6).toFixed(1)} MB, in ${out}`,
    '',
  ].join('\n');
}
