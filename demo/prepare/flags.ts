import { Command } from 'commander';
import { addReadingOptions, type ReadingFlags } from '../../src/cli/feed/reading-flags.ts';
import { natural } from '../../src/cli/numbers.ts';

/** What `npm start` takes. */
export interface Flags extends ReadingFlags {
  readonly catalogue?: readonly string[];
  readonly orders?: string;
  readonly imageModel?: string;
  readonly name: string;
  readonly port: number;
  readonly strictPort?: boolean;
}

/** @throws {CommanderError} If the arguments are wrong or ask for help; commander has printed what there is to say. */
export function readFlags(args: readonly string[]): Flags {
  const command = addReadingOptions(
    new Command('npm start --')
      .description(
        'Builds a shop and serves it: one that the demo makes up, or yours, from the files that you give.',
      )
      .option('--catalogue <file...>', 'the products: whatever `vitrine build` reads')
      .option('--orders <file>', 'the orders: order, item, date')
      .option('--image-model <folder>', 'embeds the images too, for what looks similar and search by photo')
      .option('--name <name>', 'of the shop', 'Your shop')
      .option('--port <number>', 'the next free one is taken if it is in use', natural, 5173)
      .option('--strict-port', 'fail if the port is in use'),
  )
    .addHelpText(
      'after',
      '\nExample:\n  npm start\n  npm start -- --catalogue products.csv --orders orders.csv --currency EUR' +
        '\nFormats, names of columns and platforms: docs/catalogue.md',
    )
    .exitOverride()
    .parse(args, { from: 'user' });
  const flags = command.opts<Flags>();
  const alone = [
    ['--orders', flags.orders],
    ['--image-model', flags.imageModel],
  ].find(([, value]) => value !== undefined);
  if (!flags.catalogue && alone)
    command.error(`error: ${alone[0]} needs --catalogue <file>, the products that it goes with`);
  return flags;
}
