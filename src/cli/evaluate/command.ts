import { writeFile } from 'node:fs/promises';
import { InvalidArgumentError, Option, type Command } from 'commander';
import { ensureDefaultModel } from '../../../models/ensure.ts';
import { embedAll, type Embeddings } from '../embed.ts';
import { parseColumns } from '../../core/feed/columns.ts';
import type { Context } from '../io.ts';
import { itemText } from '../../core/item-text.ts';
import { learnFrom } from '../learn-from.ts';
import { openModelFolder } from '../model-folder.ts';
import { natural } from '../numbers.ts';
import { createProgress, silent, type Progress } from '../progress.ts';
import type { Dataset } from './data.ts';
import { describe } from './describe.ts';
import { readOrderData } from './order-data.ts';
import { PROTOCOLS, type Protocol } from './protocols.ts';
import { reportPage } from './report.ts';
import { readSequences } from './sequences.ts';

interface EvaluateFlags {
  readonly catalogue?: readonly string[];
  readonly orders?: string;
  readonly items?: string;
  readonly sequences?: string;
  readonly columns?: string;
  readonly protocol: Protocol;
  readonly k: readonly number[];
  readonly seed: number;
  readonly ablation: boolean;
  readonly model?: string;
  readonly report?: string;
  readonly json?: boolean;
}

/** Adds `vitrine evaluate`. */
export function addEvaluate(program: Command, { io, embed = embedAll }: Context): void {
  program
    .command('evaluate')
    .description('Measures offline how well a pack of this catalogue and these orders would recommend.')
    .option('--catalogue <files...>', 'the catalogue, as `vitrine build` takes it; with --orders')
    .option('--orders <file>', 'order lines: order, item, date, and customer where there is one')
    .option('--items <file>', 'items of sequence files: id and text; with --sequences')
    .option('--sequences <file>', 'one shopper a line: shopper item item ..., oldest first')
    .option('--columns <pairs>', 'columns that have unusual names, such as id=SKU,customer=Client')
    .addOption(
      new Option('--protocol <name>', 'what is held out of learning, and asked for')
        .choices(PROTOCOLS)
        .default('time-split'),
    )
    .option('--k <list>', 'lengths of the lists, such as 5,10,20', lengths, [5, 10, 20])
    .option('--seed <number>', 'of all that is drawn', natural, 1)
    .option('--no-ablation', 'leave out the runs with one source switched off')
    .option('--min-pair-shoppers <number>', 'shoppers that a pair of items needs to be learned', natural)
    .option(
      '--model <folder>',
      'a text encoder in the Hugging Face layout (default: the built-in English one)',
    )
    .option('--report <file.html>', 'write a page with plots')
    .option('--json', 'print one JSON object instead of text')
    .addHelpText(
      'after',
      '\nExamples:\n  vitrine evaluate --catalogue products.csv --orders orders.csv --report evaluation.html' +
        '\n  vitrine evaluate --items items.tsv.gz --sequences Beauty.txt.gz --protocol leave-one-out --json',
    )
    .action(async (flags: EvaluateFlags & { minPairShoppers?: number }, command: Command) => {
      const progress = flags.json ? silent : createProgress();
      const data = await dataOf(flags, command);
      const embeddings = await embedData(data, flags.model, embed, progress);
      const { protocol, k: ks, seed, ablation: ablate } = flags;
      const learn = learnFrom({
        ...(flags.minPairShoppers !== undefined && { minPairShoppers: flags.minPairShoppers }),
      });
      // Not before it is asked for: its scorer's kernels exist only in what Vite has built, and the demo runs the source.
      const { evaluate } = await import('./evaluate.ts');
      const evaluation = await evaluate(data, embeddings, learn, { protocol, ks, seed, ablate }, progress);
      if (flags.report) await writeFile(flags.report, reportPage(evaluation));
      io.out(flags.json ? `${JSON.stringify(evaluation)}\n` : describe(evaluation));
    });
}

function dataOf(
  { catalogue, orders, items, sequences, columns }: EvaluateFlags,
  command: Command,
): Promise<Dataset> {
  const given = columns === undefined ? undefined : parseColumns(columns);
  if (catalogue && orders && !items && !sequences) return readOrderData(catalogue, orders, given);
  if (items && sequences && !catalogue && !orders) return readSequences(items, sequences, given);
  return command.error('error: give --catalogue and --orders, or --items and --sequences', { exitCode: 2 });
}

async function embedData(
  { items }: Dataset,
  folder: string | undefined,
  embed: NonNullable<Context['embed']>,
  progress: Progress,
): Promise<Embeddings> {
  const model = openModelFolder(folder ?? (await ensureDefaultModel((message) => progress.say(message))));
  const texts = items.map(itemText);
  const written = [...texts.keys()].filter((item) => texts[item] !== '');
  progress.start('Embedding', written.length);
  const made = await embed(
    model,
    written.map((item) => texts[item]!),
    (done) => progress.advance(done),
  );
  progress.end();
  const { dim } = made;
  const embeddings = new Float32Array(items.length * dim); // what has no text resembles nothing: zeros
  written.forEach((item, i) => {
    embeddings.set(made.embeddings.subarray(i * dim, (i + 1) * dim), item * dim);
  });
  return { dim, embeddings };
}

function lengths(text: string): number[] {
  const values = text.split(',').map(Number);
  if (values.some((value) => !Number.isInteger(value) || value < 1 || value > 100))
    throw new InvalidArgumentError('must be whole numbers from 1 to 100, such as 5,10,20.');
  return values.toSorted((a, b) => a - b);
}
