import { InvalidArgumentError, Option, type Command } from 'commander';
import { buildPart } from './build-part.ts';
import { buildLanguages, type LanguagesReport } from './build-languages.ts';
import type { BuildOptions } from './build-options.ts';
import { build, type BuildReport } from './build.ts';
import { parseColumns } from '../core/feed/columns.ts';
import { addReadingOptions, FORMAT_LIST, readingOptions, type ReadingFlags } from './feed/reading-flags.ts';
import { beside, isAddress } from './images/image-address.ts';
import { parseLanguages } from './languages.ts';
import type { Context } from './io.ts';
import { bytesOf, epsilonOf, natural } from './numbers.ts';
import { createProgress, silent, type Progress } from './progress.ts';
import { SHORT } from './report/extent.ts';
import { pageOf } from './report/page.ts';
import { size } from './report/words.ts';
import { toMarkdown } from './report/document.ts';
import { checkReportFile, writeReport } from './report/write-report.ts';
import type { Part } from './vectors/embed-texts.ts';
import { MAX_BYTES, THUMBNAILS, type ThumbnailsChoice } from './thumbnails/with-thumbnails.ts';
import { watchBuild } from './watch/watch-build.ts';

/** The options of `vitrine build` and `vitrine merge`. */
export interface BuildFlags extends ReadingFlags {
  readonly out?: string;
  readonly orders?: string;
  readonly model?: string;
  readonly maxTokens?: number;
  readonly minShoppers: number;
  readonly private?: number;
  readonly sensitive?: readonly string[];
  readonly budget?: number;
  readonly previous?: string;
  readonly repack?: boolean;
  readonly compress: boolean;
  readonly cache?: string;
  readonly shard?: Part;
  readonly parts?: string;
  readonly hub?: string;
  readonly languages?: boolean;
  readonly language?: readonly string[];
  readonly images?: boolean;
  readonly imageModel?: string;
  readonly imageBase?: string;
  readonly thumbnails: ThumbnailsChoice;
  readonly strict?: boolean;
  readonly dryRun?: boolean;
  readonly watch?: boolean;
  readonly report?: string;
  readonly json?: boolean;
}

/** Adds `vitrine build`. */
export function addBuild(program: Command, context: Context): void {
  const command = program.command('build');
  addBuildOptions(command)
    .description('Builds a pack from a catalogue, and from orders if there are any.')
    .option('--cache <folder>', "folder that keeps vectors between builds (default: the user's cache)")
    .option(
      '--shard <index/count>',
      'embed only this share of the catalogue, 0/n to n-1/n, into the folder --out, for `vitrine merge`',
      partOf,
    )
    .option('--dry-run', 'do all that a build does and report on it, but write no pack')
    .option('--watch', 'build again whenever an input file changes, until Ctrl-C')
    .addHelpText(
      'after',
      '\nExample:\n  vitrine build products.csv --orders orders.csv --out public/pack' +
        '\n  vitrine build https://shop.example/products.json --dry-run' +
        '\n  vitrine build feeds --orders orders.csv --out public/pack --watch' +
        '\n  zcat feed.xml.gz | vitrine build - --format xml --out pack' +
        '\nFormats, names of columns and platforms: docs/catalogue.md',
    )
    .action((catalogues: string[], flags: BuildFlags) => runBuild(command, catalogues, flags, context));
}

/** Adds `vitrine merge`. */
export function addMerge(program: Command, context: Context): void {
  const command = program.command('merge');
  addBuildOptions(command)
    .description('Builds a pack from the vectors that the jobs of `vitrine build --shard` have embedded.')
    .requiredOption('--parts <folder>', 'folder that the jobs have written their vectors to')
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
      `files, folders, patterns such as 'feeds/*.csv', addresses, or - for standard input: ${FORMAT_LIST}; several together make one catalogue`,
    )
    .option('--out <folder>', 'folder to write the pack to; a pack in it is replaced')
    .option('--orders <file>', 'orders, in the same formats: order, item, date; or GA4 events')
    .option(
      '--model <model>',
      'a text encoder: a folder in the Hugging Face layout, or name@commit on a hub (default: the built-in English one)',
    )
    .option(
      '--hub <address>',
      'hub to pull a model from that is given as name@commit (default: https://huggingface.co)',
    )
    .option(
      '--max-tokens <number>',
      "maximum number of tokens of an item's text, about four letters each; more take longer (default: 64 for the built-in model, else the model's own limit)",
      natural,
    )
    .option(
      '--min-shoppers <number>',
      'number of shoppers who must have ordered an item, or both items of a pair, before the pack says anything about it',
      fewestShoppers,
      3,
    )
    .option(
      '--private <epsilon>',
      'add noise, so that what the pack tells of orders is differentially private with this epsilon, from 0.1 to 10; for large shops',
      epsilonOf,
    )
    .option('--sensitive <names...>', "categories whose items are never kept in a shopper's history")
    .option('--columns <pairs>', 'names of columns that are not recognised, such as id=SKU,title=Name')
    .option(
      '--budget <size>',
      'largest size of the pack, such as 3MB: precision and number of neighbours are chosen to fit',
      bytesOf,
    )
    .option(
      '--previous <folder>',
      'earlier pack whose unchanged files are kept, so that shoppers fetch only what has changed (default: --out)',
    )
    .option('--repack', 'keep no files of an earlier pack, and learn from orders anew')
    .option('--no-compress', 'write no brotli and gzip variants beside the files')
    .option('--languages', 'build a pack for each language that the items name, and languages.json')
    .option(
      '--language <[file=]tag...>',
      'as --languages, and give the language of items that name none (de) or of one file (products-fr.csv=fr)',
    )
    .addOption(
      new Option(
        '--thumbnails <mode>',
        `small images in the pack, so that no host learns what a shopper's shelves show: all of them for every shopper (pack), in files of a hundred items (mixed), blurred ones until the shopper turns to a card (blurred), none, or pack if that takes at most ${size(MAX_BYTES)} (auto)`,
      )
        .choices(THUMBNAILS)
        .default('auto'),
    )
    .option('--images', 'embed images too, for shelves of similar-looking items and for search by image')
    .option('--image-model <model>', 'image model for --images: a folder, or name@commit on a hub')
    .option(
      '--image-base <place>',
      'folder or address that relative image addresses start from, or a pattern for all images, such as images/{id}.webp (default: the folder of the catalogue)',
    )
    .option(
      '--report <file>',
      'write the report at the end into a file too, with every row that was refused, guessed or put right: .html, .md or .json',
    )
    .option('--strict', 'fail if any row or image cannot be read')
    .option('--json', 'print one JSON object instead of text');
}

async function runBuild(
  command: Command,
  catalogues: readonly string[],
  flags: BuildFlags,
  context: Context,
): Promise<void> {
  const { json, shard, report: file } = flags;
  const options = optionsOf(command, catalogues, flags);
  const progress = json ? silent : createProgress();
  const { io, embed } = context;
  if (file !== undefined) checkReportFile(file);
  if (shard) {
    const { out } = options;
    if (out === undefined || flags.dryRun)
      return command.error('error: --shard needs --out <folder>, and takes no --dry-run', { exitCode: 2 });
    const report = await buildPart({ ...options, out }, shard, progress, embed);
    io.out(json ? `${JSON.stringify(report)}\n` : `${report.embedded} of ${report.texts} texts embedded\n`);
    return;
  }
  const once = async () => {
    const report = await reportOf(options, catalogues, flags, progress, embed);
    if (file !== undefined) await writeReport(file, report);
    io.out(json ? `${JSON.stringify(report)}\n` : toMarkdown(pageOf(report, SHORT)));
  };
  if (!flags.watch) return once();
  const { imageBase } = flags;
  return watchBuild({ ...options, imageBase, report: file }, once, io, json === true);
}

function reportOf(
  options: BuildOptions,
  catalogues: readonly string[],
  { languages, language }: BuildFlags,
  progress: Progress,
  embed: Context['embed'],
): Promise<BuildReport | LanguagesReport> {
  if (!languages && !language) return build(options, progress, embed);
  return buildLanguages(options, parseLanguages(language ?? [], catalogues), progress, embed);
}

function optionsOf(command: Command, catalogues: readonly string[], flags: BuildFlags): BuildOptions {
  const { columns, images, imageModel, imageBase, ...given } = flags;
  if (images && imageModel === undefined) command.error('error: --images needs --image-model <model>');
  if (!images && imageModel !== undefined)
    command.error('error: --image-model needs --images: add it, or leave it out');
  if (flags.watch)
    checkWatchable(command, [...catalogues, ...(flags.orders === undefined ? [] : [flags.orders])], flags);
  if (flags.out === undefined && !flags.dryRun)
    command.error("error: required option '--out <folder>' not specified", { exitCode: 2 });
  return {
    catalogues,
    ...given,
    ...readingOptions(flags),
    columns: columns === undefined ? undefined : parseColumns(columns),
    imageBase: imageBase ?? beside(catalogues[0]!),
    images:
      imageModel === undefined ? undefined : { model: imageModel, base: imageBase ?? beside(catalogues[0]!) },
  };
}

/** What `--watch` cannot see change is bad use. */
function checkWatchable(command: Command, names: readonly string[], { shard }: BuildFlags): void {
  if (shard) command.error('error: --watch cannot be given with --shard: leave one of them out');
  const unseen = names.find((name) => name === '-' || isAddress(name));
  if (unseen !== undefined)
    command.error(
      `error: --watch watches files and folders, and cannot see ${unseen === '-' ? 'standard input' : unseen} change: save it to a file first`,
    );
}

/** Fewer than three could be found out, and of more than a thousand hardly any shop has a pair. */
function fewestShoppers(text: string): number {
  const value = natural(text);
  if (value < 3 || value > 1000) throw new InvalidArgumentError('must be a whole number from 3 to 1000.');
  return value;
}

function partOf(text: string): Part {
  const [, index, of] = (/^(\d+)\/(\d+)$/.exec(text) ?? []).map(Number);
  if (index === undefined || of === undefined || of < 1 || index >= of)
    throw new InvalidArgumentError('must be index/count, such as 0/8 to 7/8.');
  return { index, of };
}
