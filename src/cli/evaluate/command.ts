import { InvalidArgumentError, Option, type Command } from 'commander';
import { embedAll } from '../embed.ts';
import { addReadingOptions } from '../feed/reading-flags.ts';
import type { Context } from '../io.ts';
import { natural } from '../numbers.ts';
import type { EvaluateFlags } from './perform.ts';
import { PROTOCOLS } from './protocols.ts';

/** Adds `vitrine evaluate`. */
export function addEvaluate(program: Command, { io, embed = embedAll }: Context): void {
  const command = program
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
    .action(async (flags: EvaluateFlags) => {
      // Only now: what an evaluation scores with is built for it.
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
