import { columnsFor, type Columns } from '../../core/feed/columns.ts';
import { ITEM_NAMES } from '../../core/feed/names.ts';
import { itemsByName, nameKey } from '../../core/items-by-name.ts';
import { VitrineError } from '../../errors.ts';
import type { Item } from '../../types.ts';
import { explained } from './explained.ts';
import { createFileReading } from './file-reading.ts';
import { addAll, noFindings, type Findings } from './findings.ts';
import type { Format } from './format.ts';
import { readRows, type FileFacts } from './read-rows.ts';
import type { Family } from './shapes/shape.ts';
import type { Source } from './source.ts';
import { sourcesOf } from './sources-of.ts';
import { createSupplements } from './supplements.ts';
import type { Fetching } from './url-source.ts';

export interface Catalogue {
  readonly items: readonly Item[];
  /** What else orders may call an item (its variant's or product's number, GTIN, title): its id. */
  readonly otherNames: ReadonlyMap<string, string>;
  /** Ids of rows that were refused or skipped, as far as the rows say an id. */
  readonly leftOut: ReadonlySet<string>;
  /** Ids that several items of different groups have beside their own: such an id means none of them. */
  readonly sharedIds: readonly string[];
  /** Columns of the shop's own that became attributes. */
  readonly ownAttributes: readonly string[];
  /** Rows that the files hold. */
  readonly rows: number;
  /**
   * Entries that the rows hold: a product with five variants on one row makes five. Each becomes an item, is merged with the
   * item of an earlier entry, is skipped, or is refused: `entries = items + merged + skipped.rows + refused.rows`.
   */
  readonly entries: number;
  /** Entries that could not be read. */
  readonly refused: Findings;
  /** Rows that were read after something in them was repaired. */
  readonly repaired: Findings;
  /** Rows in which a value had to be guessed. */
  readonly guessed: Findings;
  /** Entries that are right, but no items: unpublished products, further images, groups of variants. */
  readonly skipped: Findings;
  /** Entries of an item that an earlier entry had. */
  readonly merged: number;
  readonly files: readonly CatalogueFile[];
}

/** A file that was read. */
export interface CatalogueFile {
  readonly name: string;
  readonly format: Format | 'none';
  readonly rows: number;
  /** Why it was passed over: a folder may hold other files than catalogues. */
  readonly passedOver?: string;
}

export interface ReadingOptions extends Fetching {
  /** ISO 4217, of prices beside which the files name no currency. */
  readonly currency?: string | undefined;
  /** Name of the sheet to read of spreadsheets; else the first with a table. */
  readonly sheet?: string | undefined;
  /** Columns of the shop's own that become attributes. Default: those of a few words. */
  readonly attributes?: readonly string[] | undefined;
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
  const catalogue = reading.end();
  if (catalogue.items.length === 0)
    throw new VitrineError(
      'bad-catalogue',
      `no item could be read from ${names.join(', ')}${example(catalogue)}`,
    );
  return catalogue;
}

function createReading(given: Columns, options: ReadingOptions, isOneOfSeveral: boolean) {
  const supplements = createSupplements();
  const family: Family = new Map();
  const items = new Map<string, Item>();
  const leftOut = new Set<string>();
  const ownAttributes = new Set<string>();
  const all = noLogs();
  const files: CatalogueFile[] = [];
  /** Adds up what became of a file's rows, once rows without a title have found their items. */
  const endings: (() => void)[] = [];
  let [rows, entries, merged] = [0, 0, 0];

  async function read(source: Source): Promise<Source | undefined> {
    const logs = noLogs();
    const file = createFileReading(source, given, options.currency, {
      items,
      leftOut,
      family,
      ...logs,
      ownAttributes,
      attributes: options.attributes,
      supplement: isOneOfSeveral ? supplements.add : undefined,
    });
    const facts: FileFacts = {};
    const before = items.size;
    try {
      const opened = await source.open();
      const { format, sheet } = options;
      for await (const row of readRows(source, opened, { format, sheet, note: file.note, facts }))
        file.take(row, facts);
      file.end(facts);
      endings.push(() => {
        addUp(source, file, logs, facts.format ?? 'none');
      });
      // A static file gives the same products again as each further page.
      return items.size > before ? opened.next?.(file.rows()) : undefined;
    } catch (error) {
      const other = passedOver(source, error, file.made());
      endings.push(() => files.push(other));
      return undefined;
    }
  }

  function addUp(
    source: Source,
    file: ReturnType<typeof createFileReading>,
    logs: ReturnType<typeof noLogs>,
    format: Format | 'none',
  ): void {
    try {
      const { entries: held, merged: repeats, ...counts } = file.counts();
      rows += counts.rows;
      entries += held;
      merged += repeats;
      for (const sort of SORTS) addAll(all[sort], logs[sort]);
      files.push({ name: source.name, format, ...counts });
    } catch (error) {
      files.push(passedOver(source, error, file.made()));
    }
  }

  return {
    read,
    /** Adds to the items what rows without a title say of them. */
    end: (): Catalogue => {
      supplements.apply(items);
      for (const ending of endings) ending();
      const list = [...items.values()];
      const own = { ownAttributes: [...ownAttributes] };
      return { items: list, ...namesOf(list), ...own, leftOut, rows, entries, ...all, merged, files };
    },
  };
}

/**
 * A file of a folder that gives no item need not be a catalogue.
 *
 * @throws {VitrineError} What is wrong with any other file.
 */
function passedOver({ name, found }: Source, error: unknown, made: number): CatalogueFile {
  const cause = explained(name, error);
  if (!found || made > 0 || !(cause instanceof VitrineError) || cause.code !== 'bad-catalogue') throw cause;
  return { name, format: 'none', rows: 0, passedOver: cause.message };
}

const SORTS = ['refused', 'repaired', 'guessed', 'skipped'] as const;

function noLogs() {
  return { refused: noFindings(), repaired: noFindings(), guessed: noFindings(), skipped: noFindings() };
}

/** By ids before groups, and by groups before titles. */
function namesOf(items: readonly Item[]): Pick<Catalogue, 'otherNames' | 'sharedIds'> {
  const byId = itemsByName(items, ({ ids = [] }) => ids);
  const others = [
    itemsByName(items, ({ title }) => [title]),
    itemsByName(items, ({ group }) => [group]),
    byId,
  ];
  return { otherNames: new Map(others.flatMap(({ ids }) => [...ids])), sharedIds: byId.shared };
}

function example({ refused, skipped, entries, files }: Catalogue): string {
  const [first] = refused.listed;
  if (first)
    return `: ${refused.rows} of ${entries} rows refused, for one ${first.file}:${first.line} ${first.reason}`;
  const [why] = Object.keys(skipped.kinds);
  if (why !== undefined) return `: every row ${why}`;
  const other = files.find(({ passedOver }) => passedOver !== undefined);
  return other ? `: none of its files is a catalogue, for one ${other.passedOver!}` : ': it has no rows';
}

/** Rows of items by their ids, and by what else orders may call them. */
export function rowsByName({
  items,
  otherNames,
}: Pick<Catalogue, 'items' | 'otherNames'>): ReadonlyMap<string, number> {
  const rows = new Map(items.map(({ id }, row) => [id, row]));
  const written = items.flatMap(({ id, ids = [] }) =>
    ids.filter((name) => otherNames.get(nameKey(name)) === id).map((name) => [name, id] as const),
  );
  for (const [name, id] of [...written, ...otherNames]) {
    const row = rows.get(id);
    if (row !== undefined && !rows.has(name)) rows.set(name, row);
  }
  return rows;
}
