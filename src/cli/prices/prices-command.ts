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
    .description('Rewrites the prices and stock of a pack, and nothing else of it: as often as every minute.')
    .argument('<catalogue...>', 'the catalogue as it is now, as `vitrine build` takes it')
    .requiredOption('--pack <folder>', 'the pack')
    .option('--columns <pairs>', 'columns that have unusual names, such as id=SKU,title=Name')
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
          : `${changed} prices and stocks are other than in the pack, ${bytes} bytes in ${out}${others}\n`,
      );
    });
}
