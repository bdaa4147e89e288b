import { VitrineError } from '../../errors.ts';
import { itemFacts, type ItemFacts } from '../report/item-facts.ts';
import type { Catalogue, CatalogueFile } from './catalogue.ts';
import type { Findings } from './findings.ts';

/** What reading a catalogue has found. `entries = items + merged + skipped.rows + refused.rows`. */
export interface ReadingReport {
  readonly items: number;
  /** Rows of the catalogue's files. */
  readonly rows: number;
  /** Entries that the rows hold: more than the rows if a row holds a product with its variants. */
  readonly entries: number;
  /** Entries that could not be read. */
  readonly refused: Findings;
  /** Entries that were read after something in them was repaired. */
  readonly repaired: Findings;
  /** Entries in which a value had to be guessed. */
  readonly guessed: Findings;
  /** Entries that were left out though nothing is wrong with them. */
  readonly skipped: Findings;
  /** Entries of an item that an earlier entry had. */
  readonly merged: number;
  /** Columns of the shop's own that became attributes. */
  readonly ownAttributes: readonly string[];
  /** Ids that several items have beside their own, which mean none of them. */
  readonly sharedIds: readonly string[];
  readonly catalogueFiles: readonly CatalogueFile[];
  readonly facts: ItemFacts;
}

export function readingReport(catalogue: Catalogue): ReadingReport {
  const { items, rows, entries, refused, repaired, guessed, skipped, merged, files } = catalogue;
  const { ownAttributes, sharedIds } = catalogue;
  return {
    items: items.length,
    rows,
    entries,
    refused,
    repaired,
    guessed,
    skipped,
    merged,
    ownAttributes,
    sharedIds,
    catalogueFiles: files,
    facts: itemFacts(items),
  };
}

/** For `--strict`. @throws {VitrineError} `bad-catalogue` if a row was refused, with the first. */
export function checkNoneRefused({ rows, listed: [first] }: Findings): void {
  if (first)
    throw new VitrineError(
      'bad-catalogue',
      `${rows} rows refused, the first ${first.file}:${first.line} ${first.reason}`,
    );
}
