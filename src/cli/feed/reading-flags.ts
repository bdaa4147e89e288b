import { InvalidArgumentError, Option, type Command } from 'commander';
import { currencyOf } from '../../core/feed/currencies.ts';
import { natural } from '../numbers.ts';
import type { ReadingOptions } from './catalogue.ts';
import { FORMATS, type Format } from './format.ts';

/** The options of a command that belong to reading. */
export interface ReadingFlags {
  readonly columns?: string;
  readonly format?: Format;
  /** ISO 4217. */
  readonly currency?: string;
  readonly sheet?: string;
  readonly attributes?: readonly string[];
  /** In seconds. */
  readonly timeout?: number;
}

export const FORMAT_LIST =
  'CSV, TSV, JSON, JSONL, XML, YAML, Parquet, Excel, OpenDocument, or HTML pages with JSON-LD; gz or not; Shopify, WooCommerce and Google Merchant as they export';

export function addReadingOptions(command: Command): Command {
  const format = 'of the catalogue, where its beginning and ending do not show it';
  return command
    .addOption(new Option('--format <name>', format).choices(FORMATS))
    .option('--currency <code>', 'of prices beside which the catalogue names none, such as EUR', currencyCode)
    .option('--sheet <name>', 'of spreadsheets (default: the first sheet with a table)')
    .option(
      '--attributes <columns...>',
      "columns of the shop's own that become attributes, `none` for no column (default: those of a few words)",
    )
    .option(
      '--timeout <seconds>',
      'without a byte from an address, until reading it ends (default: 30)',
      natural,
    );
}

export function readingOptions({
  format,
  currency,
  sheet,
  attributes,
  timeout,
}: ReadingFlags): ReadingOptions {
  return {
    ...(format && { format }),
    ...(sheet !== undefined && { sheet }),
    ...(currency !== undefined && { currency }),
    ...(attributes && { attributes: attributes.filter((column) => column !== 'none') }),
    ...(timeout !== undefined && { timeout: timeout * 1000 }),
  };
}

function currencyCode(text: string): string {
  const code = text.toUpperCase();
  if (currencyOf(code) !== code)
    throw new InvalidArgumentError(`must be a currency of ISO 4217, such as EUR or USD, not ${text}.`);
  return code;
}
