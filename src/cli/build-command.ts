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
    .description('WriteLock a catalogue, and orders if there are any, into a pack.')
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
      '--model <model>',
      'a text encoder: a folder in the Hugging Face layout, or name@commit on a hub (default: the built-in English one)',
    )
    .option(
      '--hub <address>',
      'where models that are named are pulled from (default: https://huggingface.co)',
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
    .option('--languages', 'build a pack for each language that items say they are in, and languages.json')
    .option(
      '--language <[file=]tag...>',
      'the same, with the language of items that do not say theirs, or of one file: de, products-fr.csv=fr',
    )
    .option('--images', 'embed the pictures too, for shelves of what looks similar and for search by photo')
    .option(
      '--image-model <model>',
      'the image model, a folder or name@commit as with --model; --images needs it',
    )
    .option(
      '--image-base <place>',
      'folder or address that pictures without a host count from, or where each lies, such as pictures/{id}.webp (default: beside the catalogue)',
    )
    .option('--report <file.json>', 'write down every row that was repaired or refused')
    .option('--strict', 'make any row or picture that cannot be read an error')
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
    command.error('error: --image-model and --image-base are for --images, which is not there');
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
    ...(delta ? [`${(freshBytes / 1e6).toFixed(2)} MB of them for a shopper who has the pack before`] : []),
    '',
  ].join('\n');
}

/** The folder or address that a catalogue lies in. */
function beside(catalogue: string): string {
  return isAddress(catalogue) ? new URL('.', catalogue).href : dirname(catalogue);
}

function describeLanguages({ default: otherwise, packs, out }: LanguagesReport): string {
  const parts = Object.entries(packs).map(([tag, report]) => `${tag}:\n${describe(report)}`);
  return [
    ...parts,
    `pages of other languages get ${otherwise}; data-pack is languages.json in ${out}`,
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
