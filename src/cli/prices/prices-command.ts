import type { Command } from 'commander';
import { parseColumns } from '../../core/feed/columns.ts';
import { readCatalogue } from '../feed/catalogue.ts';
import type { Context } from '../io.ts';
import { writePrices } from './prices-file.ts';

interface PricesFlags {
  readonly pack: string;
  readonly columns?: string;
  readonly json?: boolean;
}

/** Adds `vitrine prices`. */
export function addPrices(program: Command, { io }: Context): void {
  program
    .command('prices')
    .description(
      'Updates the prices and stock of a pack without building it again, as often as every minute.',
    )
    .argument('<catalogue...>', 'the current catalogue, in any form that `vitrine build` takes')
    .requiredOption('--pack <folder>', 'folder of the pack')
    .option('--columns <pairs>', 'names of columns that are not recognised, such as id=SKU,title=Name')
    .option('--json', 'print one JSON object instead of text')
    .addHelpText('after', '\nExample:\n  vitrine prices products.csv --pack public/pack')
    .action(async (catalogues: string[], { pack, columns, json }: PricesFlags) => {
      const given = columns === undefined ? undefined : parseColumns(columns);
      const { items } = await readCatalogue(catalogues, given);
      const report = await writePrices(pack, items);
      const { changed, unknown, bytes, out } = report;
      const others = unknown > 0 ? `; ${unknown} items are not in the pack` : '';
      io.out(
        json
          ? `${JSON.stringify(report)}\n`
          : `${changed} items have another price or stock than in the pack; wrote ${bytes} bytes to ${out}${others}\n`,
      );
    });
}
