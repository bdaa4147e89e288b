import { InvalidArgumentError, type Command } from 'commander';
import { buildPart } from './build-part.ts';
import { dirname } from 'node:path';
import { buildLanguages, type LanguagesReport } from './build-languages.ts';
import { build, type BuildReport } from './build.ts';
import { describeChoices } from './budget/choose-budget.ts';
import { parseColumns } from '../core/feed/columns.ts';
import { dryRun } from './feed/dry-run.ts';
import { addReadingOptions, FORMAT_LIST, readingOptions, type ReadingFlags } from './feed/reading-flags.ts';
import { describeReading, writeReadingReport, type ReadingReport } from './feed/reading-report.ts';
import { isAddress } from './images/image-address.ts';
import type { ImagesReport } from './images/with-images.ts';
import { parseLanguages } from './languages.ts';
import type { Context } from './io.ts';
import { natural } from './numbers.ts';
import { createProgress, silent } from './progress.ts';
import { bytesOf } from './numbers.ts';
import type { Part } from './vectors/embed-texts.ts';

/** The options of `vitrine build` and `vitrine merge`. */
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
  readonly hub?: string;
  readonly languages?: boolean;
  readonly language?: readonly string[];
  readonly images?: boolean;
  readonly imageModel?: string;
  readonly imageBase?: string;
  readonly strict?: boolean;
  readonly dryRun?: boolean;
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
    .option('--dry-run', 'read the catalogue and report on it, but write no pack')
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
      `files, folders, addresses, or - for standard input: ${FORMAT_LIST}; several together make one catalogue`,
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
      '--min-pair-shoppers <number>',
      'number of shoppers who must have bought both items of a pair before the pack says anything about it',
      natural,
      3,
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
    .option('--repack', 'keep no files of an earlier pack')
    .option('--no-compress', 'write no brotli and gzip variants beside the files')
    .option('--languages', 'build a pack for each language that the items name, and languages.json')
    .option(
      '--language <[file=]tag...>',
      'as --languages, and give the language of items that name none (de) or of one file (products-fr.csv=fr)',
    )
    .option('--images', 'embed images too, for shelves of similar-looking items and for search by image')
    .option('--image-model <model>', 'image model for --images: a folder, or name@commit on a hub')
    .option(
      '--image-base <place>',
      'folder or address that relative image addresses start from, or a pattern for all images, such as images/{id}.webp (default: the folder of the catalogue)',
    )
    .option('--report <file.json>', 'list every row that was repaired or refused in a file')
    .option('--strict', 'fail if any row or image cannot be read')
    .option('--json', 'print one JSON object instead of text');
}

async function runBuild(
  command: Command,
  catalogues: readonly string[],
  flags: BuildFlags,
  { io, embed }: Context,
): Promise<void> {
  const { json, columns, shard, dryRun: isDry, report: file, out, languages, language, ...given } = flags;
  const { images, imageModel, imageBase, ...rest } = given;
  if (images && imageModel === undefined) command.error('error: --images needs --image-model <model>');
  if (!images && (imageModel ?? imageBase) !== undefined)
    command.error('error: --image-model and --image-base need --images: add it, or leave them out');
  const options = {
    catalogues,
    ...rest,
    ...readingOptions(flags),
    columns: columns === undefined ? undefined : parseColumns(columns),
    images:
      imageModel === undefined ? undefined : { model: imageModel, base: imageBase ?? beside(catalogues[0]!) },
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
  if (languages || language) {
    const said = parseLanguages(language ?? [], catalogues);
    const report = await buildLanguages({ ...options, out }, said, progress, embed);
    io.out(json ? `${JSON.stringify(report)}\n` : describeLanguages(report));
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
    ...(report.images ? describeImages(report.images) : []),
    `${files.length} files, ${(bytes / 1e6).toFixed(1)} MB, in ${out}`,
    ...(delta
      ? [`${(freshBytes / 1e6).toFixed(2)} MB of them new to a shopper who has the previous pack`]
      : []),
    '',
  ].join('\n');
}

/** The folder or address that a catalogue is in. */
function beside(catalogue: string): string {
  return isAddress(catalogue) ? new URL('.', catalogue).href : dirname(catalogue);
}

function describeLanguages({ default: otherwise, packs, out }: LanguagesReport): string {
  const parts = Object.entries(packs).map(([tag, report]) => `${tag}:\n${describe(report)}`);
  return [
    ...parts,
    `pages in other languages get ${otherwise}; set data-pack to the address of languages.json in ${out}`,
    '',
  ].join('\n');
}

const LISTED = 20; // refusals; --json has them all

function describeImages({ items, without, cached, refusals, seconds }: ImagesReport): string[] {
  const lines = refusals
    .slice(0, LISTED)
    .map(({ id, address, reason }) => `  ${address} of item ${id} ${reason}`);
  if (refusals.length > LISTED) lines.push(`  and ${refusals.length - LISTED} more: --json lists them all`);
  return [
    `${items} items with images in ${seconds.toFixed(1)} s, ${cached} images from the cache; ${without} items name no image`,
    ...(refusals.length > 0 ? [`Images that cannot be read, of ${refusals.length} items:`, ...lines] : []),
  ];
}
