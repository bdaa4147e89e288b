import { columnsFor, type Columns } from '../../core/feed/columns.ts';
import { ITEM_NAMES } from '../../core/feed/names.ts';
import { VitrineError } from '../../errors.ts';
import type { Item } from '../../types.ts';
import { explained } from './explained.ts';
import { createFileReading, PASSED_OVER } from './file-reading.ts';
import { addFinding, noFindings, type Findings } from './findings.ts';
import type { Format } from './format.ts';
import { readRows, type FileFacts } from './read-rows.ts';
import type { Source } from './source.ts';
import { sourcesOf } from './sources-of.ts';
import { createSupplements } from './supplements.ts';
import type { Fetching } from './url-source.ts';

export interface Catalogue {
  readonly items: readonly Item[];
  /** What else orders may call an item (its variant's or product's number, GTIN, title): its id. */
  readonly otherNames: ReadonlyMap<string, string>;
  /** Entries that the files hold. */
  readonly rows: number;
  /** Rows that could not be read. */
  readonly refused: Findings;
  /** Rows that were read after something in them was repaired. */
  readonly repaired: Findings;
  /** Rows in which a value had to be guessed. */
  readonly guessed: Findings;
  /** Rows that are right, but no items: unpublished products, further images, groups of variants. */
  readonly skipped: Findings;
  /** Rows of an item that an earlier row had. */
  readonly merged: number;
  readonly files: readonly {
    readonly name: string;
    readonly format: Format | 'none';
    readonly rows: number;
  }[];
}

export interface ReadingOptions extends Fetching {
  /** ISO 4217, of prices beside which the files name no currency. */
  readonly currency?: string | undefined;
  /** For all files, where they do not show it. */
  readonly format?: Format | undefined;
}

/**
 * Reads one catalogue from files, folders, addresses and standard input (`-`). No row is lost: it becomes an item, part of
 * one, a refusal, or is skipped with a reason.
 *
 * @throws {VitrineError} `bad-catalogue` if a file cannot be read or no item is left; `bad-argument` for wrong columns.
 */
export async function readCatalogue(
  names: readonly string[],
  given?: Columns,
  options: ReadingOptions = {},
): Promise<Catalogue> {
  const sources = await sourcesOf(names, options);
  const reading = createReading(columnsFor(ITEM_NAMES, given), options, sources.length > 1);
  for (let source = sources.shift(); source; source = sources.shift()) {
    const next = await reading.read(source);
    if (next) sources.unshift(next);
  }
  reading.supplement();
  const catalogue = reading.result();
  if (catalogue.items.length === 0)
    throw new VitrineError(
      'bad-catalogue',
      `no item could be read from ${names.join(', ')}${example(catalogue)}`,
    );
  return catalogue;
}

function createReading(given: Columns, options: ReadingOptions, isOneOfSeveral: boolean) {
  const supplements = createSupplements();
  const readings: { source: Source; check: () => number }[] = [];
  const items = new Map<string, Item>();
  const otherNames = new Map<string, string>();
  const [refused, repaired, guessed, skipped] = [noFindings(), noFindings(), noFindings(), noFindings()];
  const files: { name: string; format: Format | 'none'; rows: number }[] = [];
  let [rows, merged] = [0, 0];

  async function read(source: Source): Promise<Source | undefined> {
    try {
      return await readFile(source);
    } catch (error) {
      passOver(source, error);
      files.push({ name: source.name, format: 'none', rows: 0 });
      return undefined;
    }
  }

  /** A folder may hold other files than feeds. @throws {VitrineError} What is wrong with a file that was named. */
  function passOver(source: Source, error: unknown): void {
    const cause = explained(source.name, error);
    if (!source.found || !(cause instanceof VitrineError) || cause.code !== 'bad-catalogue') throw cause;
    addFinding(skipped, { file: source.name, line: 1, reason: `${PASSED_OVER}: ${cause.message}` });
  }

  async function readFile(source: Source): Promise<Source | undefined> {
    const opened = await source.open();
    const before = items.size;
    const file = createFileReading(source, given, options.currency, {
      items,
      otherNames,
      refused,
      repaired,
      guessed,
      skipped,
      supplement: isOneOfSeveral ? supplements.add : undefined,
    });
    readings.push({ source, check: file.check });
    const facts: FileFacts = {};
    for await (const row of readRows(source, opened, { format: options.format, note: file.note, facts }))
      file.take(row, facts);
    const done = file.end(facts);
    rows += done.rows;
    merged += done.merged;
    files.push({ name: source.name, format: facts.format ?? 'none', rows: done.rows });
    // A static file gives the same products again as each further page.
    return items.size > before ? opened.next?.(done.rows) : undefined;
  }

  const result = (): Catalogue => ({
    items: [...items.values()],
    otherNames,
    rows,
    refused,
    repaired,
    guessed,
    skipped,
    merged,
    files,
  });
  return {
    read,
    /** Adds to the items what rows without a title say of them. */
    supplement: () => {
      supplements.apply(items);
      for (const { source, check } of readings)
        try {
          merged += check();
        } catch (error) {
          passOver(source, error);
        }
    },
    result,
  };
}

function example({ refused, skipped, rows }: Catalogue): string {
  const [first] = refused.listed;
  if (first)
    return `: ${refused.rows} of ${rows} rows refused, for one ${first.file}:${first.line} ${first.reason}`;
  const [why] = Object.keys(skipped.kinds);
  return why === undefined ? ': it has no rows' : `: every row ${why}`;
}

/** Rows of items by their ids, and by what else orders may call them. */
export function rowsByName({
  items,
  otherNames,
}: Pick<Catalogue, 'items' | 'otherNames'>): ReadonlyMap<string, number> {
  const rows = new Map(items.map(({ id }, row) => [id, row]));
  for (const [name, id] of otherNames) {
    const row = rows.get(id);
    if (row !== undefined && !rows.has(name)) rows.set(name, row);
  }
  return rows;
}
