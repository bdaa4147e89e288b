import { InvalidArgumentError, Option, type Command } from 'commander';
import { embedAll } from '../embed.ts';
import { addReadingOptions } from '../feed/reading-flags.ts';
import type { Context } from '../io.ts';
import { epsilonOf, natural } from '../numbers.ts';
import type { EvaluateFlags } from './perform.ts';
import { PROTOCOLS } from './protocols.ts';

/** Adds `vitrine evaluate`. */
export function addEvaluate(program: Command, { io, embed = embedAll }: Context): void {
  const command = program
    .command('evaluate')
    .description(
      'Measures offline how well a pack of a catalogue recommends to the shoppers of its orders, or answers searches.',
    )
    .option(
      '--catalogue <files...>',
      'the catalogue, in any form that `vitrine build` takes; needs --orders, or --queries and --judgments',
    )
    .option('--orders <file>', 'order lines: order, item, date, and customer if known')
    .option('--items <file>', 'items of a sequence file: id and text; needs --sequences')
    .option('--sequences <file>', 'one shopper a line: shopper item item ..., oldest first')
    .option('--queries <file.tsv>', 'searches: columns query_id and query; needs --judgments')
    .option(
      '--judgments <file.tsv>',
      'which items are right for a search: columns query_id, product_id and grade, from 0 to 1 or to 3',
    )
    .option('--columns <pairs>', 'names of columns that are not recognised, such as id=SKU,customer=Client')
    .addOption(
      new Option('--protocol <name>', 'which orders are held out of learning, to be predicted')
        .choices(PROTOCOLS)
        .default('time-split'),
    )
    .option('--k <list>', 'lengths of the recommended lists, such as 5,10,20', lengths, [5, 10, 20])
    .option('--seed <number>', 'seed of all random numbers', natural, 1)
    .option('--no-ablation', 'skip the runs that each switch one source off')
    .option(
      '--min-shoppers <number>',
      'number of shoppers who must have bought both items of a pair for it to be learned',
      natural,
    )
    .option('--private <epsilon>', 'learn with the noise of `vitrine build --private`', epsilonOf)
    .option(
      '--model <folder>',
      'a text encoder in the Hugging Face layout (default: the built-in English one)',
    )
    .option('--report <file.html>', 'write a report with plots to a page')
    .option('--json', 'print one JSON object instead of text')
    .addHelpText(
      'after',
      '\nExamples:\n  vitrine evaluate --catalogue products.csv --orders orders.csv --report evaluation.html' +
        '\n  vitrine evaluate --items items.tsv.gz --sequences Beauty.txt.gz --protocol leave-one-out --json' +
        '\n  vitrine evaluate --catalogue products.csv --queries queries.tsv --judgments judgments.tsv',
    )
    .action(async (flags: EvaluateFlags) => {
      // Imported on demand, since it loads the WebAssembly kernel.
      const { perform } = await import('./perform.ts');
      const wrongUse = (message: string) => command.error(`error: ${message}`, { exitCode: 2 });
      io.out(await perform(flags, embed, wrongUse));
    });
  addReadingOptions(command);
}

function lengths(text: string): number[] {
  const values = text.split(',').map(Number);
  if (values.some((value) => !Number.isInteger(value) || value < 1 || value > 100))
    throw new InvalidArgumentError('must be whole numbers from 1 to 100, such as 5,10,20.');
  return values.toSorted((a, b) => a - b);
}
