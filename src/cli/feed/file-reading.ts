import type { Columns, FoundColumns } from '../../core/feed/columns.ts';
import { hiddenReason } from '../../core/feed/hidden.ts';
import { itemOf, NO_TITLE, type ItemContext } from '../../core/feed/item-of.ts';
import type { Entry } from '../../core/feed/nested.ts';
import { textOf } from '../../core/feed/value.ts';
import { VitrineError } from '../../errors.ts';
import type { Item } from '../../types.ts';
import { createColumnFinder } from './column-finder.ts';
import { addFinding, type FindingsLog } from './findings.ts';
import { mergedItem } from './merged-item.ts';
import { createOwnColumns } from './own-columns.ts';
import { overReason } from './over.ts';
import { createRatingScales } from './rating-scales.ts';
import type { FileFacts } from './read-rows.ts';
import type { EntryRow, Row } from './row.ts';
import type { Family, Shape } from './shapes/shape.ts';
import { PLAIN, shapeOf } from './shapes/shape-of.ts';
import type { Source } from './source.ts';
import { overlaid, type Supplement } from './supplements.ts';

export interface Shared {
  readonly items: Map<string, Item>;
  readonly refused: FindingsLog;
  readonly repaired: FindingsLog;
  readonly guessed: FindingsLog;
  readonly skipped: FindingsLog;
  /** Ids of rows that were refused or skipped. */
  readonly leftOut: Set<string>;
  readonly family: Family;
  /** Names of the shop's own columns that became attributes. */
  readonly ownAttributes: Set<string>;
  /** Own columns that the shop names as attributes. */
  readonly attributes?: readonly string[] | undefined;
  /** Takes rows without a title, if the catalogue has several files. */
  readonly supplement?: ((row: Supplement) => void) | undefined;
}

/** What became of the rows of one file. */
interface FileCounts {
  readonly rows: number;
  /** Entries that the rows hold. */
  readonly entries: number;
  readonly merged: number;
  /** Why the file is no catalogue, though it was found in a folder of them. */
  readonly passedOver?: string;
}

/** Reads the rows of one file into what all files share. */
export function createFileReading(
  { name: file, found }: Source,
  given: Columns,
  currency: string | undefined,
  {
    items,
    refused,
    repaired,
    guessed,
    skipped,
    ownAttributes,
    attributes,
    leftOut,
    family,
    supplement,
  }: Shared,
) {
  const notes: { line: number; what: string }[] = [];
  const finder = createColumnFinder(given);
  const scales = createRatingScales();
  const ownColumns = createOwnColumns(attributes);
  /** Ids of this file's items, if rows may add to those of other files. */
  const own = new Set<string>();
  /** Keys of items whose currency the file may yet name. */
  const bare: string[] = [];
  let shape: Shape | undefined;
  let looked = 0;
  let [rows, entries, merged, made, waiting, added] = [0, 0, 0, 0, 0, 0];
  let firstRefused: { readonly line: number; readonly reason: string } | undefined;
  let resolve: ((address: string) => string | undefined) | undefined;
  let named: string | undefined;
  let passedOver: string | undefined;

  function takeItem(row: Row): void {
    const { line } = row;
    entries++;
    if ('refused' in row) {
      firstRefused ??= { line, reason: row.refused };
      addFinding(refused, { file, line, reason: row.refused });
    } else if ('skipped' in row) addFinding(skipped, { file, line, reason: row.skipped });
    else takeEntry(row);
  }

  function takeEntry(row: EntryRow): void {
    const { line, record } = row;
    const columns = finder.columnsOf(record);
    const heard = hearing(line, row.guessed);
    const hidden = finder.isOrders()
      ? undefined
      : (hiddenReason(record, Date.now()) ?? overReason(record, Date.now()));
    const item = hidden === undefined || supplement ? itemOf(record, columns, heard.context) : NO_TITLE;
    const adds = item === NO_TITLE || (typeof item === 'object' && isTitledByText(record, columns));
    if (supplement && adds && !finder.isOrders()) {
      const id = typeof item === 'object' ? item.id : idOf(record, columns);
      if (id !== undefined) {
        waiting++;
        const miss = () => {
          if (hidden !== undefined) addFinding(skipped, { file, line, reason: hidden });
          else if (typeof item === 'object') keep(item, row, heard);
          else if (finder.hasTitles()) addFinding(refused, { file, line, reason: item });
          else addFinding(skipped, { file, line, reason: `${NO_SUCH_ITEM}: ${id}` });
        };
        const apply = (keys: readonly string[]) => addTo(keys, row, hidden);
        supplement({ id, record, columns, isOwn: () => own.has(id), apply, miss });
        return;
      }
    }
    if (hidden === undefined && typeof item === 'object') {
      keep(item, row, heard);
      return;
    }
    if (hidden !== undefined) addFinding(skipped, { file, line, reason: hidden });
    else if (typeof item === 'string') addFinding(refused, { file, line, reason: item });
    const id = idOf(record, columns);
    if (id !== undefined) leftOut.add(id);
  }

  /** Receives what reading a row finds, to be told once the row is kept. */
  function hearing(line: number, guesses: readonly string[] = []) {
    const [repairs, guessing] = [new Array<string>(), [...guesses]];
    while (notes.length > 0 && notes[0]!.line <= line) repairs.push(notes.shift()!.what);
    let unscaled: { readonly rating: number; readonly column: string } | undefined;
    const context: ItemContext = {
      repaired: (what) => repairs.push(what),
      guessed: (what) => guessing.push(what),
      currency: named ?? currency,
      resolve,
      unscaled: (rating, column) => {
        unscaled = { rating, column };
      },
    };
    /** To be called with the key of the row's item. */
    const tell = (key: string) => {
      if (unscaled) scales.add({ ...unscaled, key, line });
      for (const [i, reason] of repairs.entries()) addFinding(repaired, { file, line, reason }, i > 0);
      for (const [i, reason] of guessing.entries()) addFinding(guessed, { file, line, reason }, i > 0);
    };
    return { context, repairs, tell };
  }

  function keep(read: Item, { record }: EntryRow, { repairs, tell }: ReturnType<typeof hearing>): void {
    made++;
    const item = finder.isOrders() ? withoutIds(read) : read; // other ids of an order's line are the order's
    const key = keyOf(item);
    const known = items.get(key);
    if (known) {
      merged++;
      // Of order lines the first names the item best: later ones are notes of the stock room as often as not.
      items.set(key, finder.isOrders() ? mergedItem(item, known) : mergedItem(known, item));
      if (!finder.isOrders()) repairs.push(`repeats an id, and was merged: ${item.id}`);
    } else items.set(key, item);
    if (!shape && !finder.isOrders()) ownColumns.see(record, finder.columnsOf(record), key);
    if (supplement) own.add(item.id);
    if (item.price !== undefined && item.currency === undefined) bare.push(key);
    tell(key);
  }

  /** Adds a row without a title to items, or takes them away if the row says that the shop does not show them. */
  function addTo(
    keys: readonly string[],
    { line, record, guessed: guesses }: EntryRow,
    hidden: string | undefined,
  ): void {
    added++;
    const heard = hearing(line, guesses);
    for (const key of keys) {
      const item = items.get(key);
      if (!item) continue; // a row before has taken it away
      if (hidden !== undefined) {
        items.delete(key);
        addFinding(skipped, { file, line, reason: hidden });
        continue;
      }
      const whole = overlaid(item, record, finder.columnsOf(record), heard.context);
      if (typeof whole === 'string') {
        addFinding(refused, { file, line, reason: whole });
        return;
      }
      items.set(key, whole);
    }
    merged++;
    if (hidden === undefined) heard.tell(keys[0]!);
  }

  function take(row: Row, facts: FileFacts): void {
    rows++;
    resolve ??= resolver(facts);
    named = facts.currency;
    if (!('record' in row)) {
      takeItem(row);
      return;
    }
    finder.see(row.record);
    if (looked < MAX_LOOKS && !shape) {
      shape = shapeOf(row.record, family);
      looked++;
    }
    for (const ready of (shape ?? PLAIN).add(row)) takeItem(ready);
  }

  function end({ format, currency: late }: FileFacts): void {
    for (const ready of shape?.end() ?? []) takeItem(ready);
    for (const { line, what } of notes) addFinding(repaired, { file, line, reason: what });
    for (const key of late === undefined ? [] : bare) {
      const item = items.get(key);
      if (item && item.currency === undefined) items.set(key, { ...item, currency: late! });
    }
    if (format === 'html' && made === 0) {
      const reason = firstRefused?.reason ?? 'is a web page that describes no product';
      const where = firstRefused ? `${file}:${firstRefused.line}` : file;
      if (!found)
        throw new VitrineError(
          'bad-catalogue',
          `${where}: ${reason}; ${firstRefused ? 'mend the page, or give a feed' : 'is it an error page in place of the feed?'}`,
        );
      passedOver = `${file} ${reason}`;
    } else if (found && rows === 0) passedOver = `${file} has no rows`;
    else if (waiting === 0) finder.check(file, made);
  }

  return {
    note: (line: number, what: string) => void notes.push({ line, what }),
    take,
    end,
    /** How many items it has given. */
    made: () => made,
    /**
     * What became of its rows, once rows without a title have found their items.
     *
     * @throws {VitrineError} `bad-catalogue` if none has: then the file is no part of the catalogue.
     */
    counts: (): FileCounts => {
      scales.apply(items, { file, guessed, repaired });
      if (!shape) for (const name of ownColumns.apply(items)) ownAttributes.add(name); // a platform's are known
      if (waiting > 0 && added === 0) finder.check(file, made);
      return { rows, entries, merged, ...(passedOver !== undefined && { passedOver }) };
    },
    rows: () => rows,
  };
}

/** Entries that may show a file's shape: the first may lack what shows it. */
const MAX_LOOKS = 10;

/** Begins the reason of a row that adds to an item that there is not. */
const NO_SUCH_ITEM = 'has no title, and adds to an item that no file has';

/** Whether a row has a text in place of a title: of a file that adds texts to the items of another. */
function isTitledByText(record: Entry, columns: FoundColumns): boolean {
  const from = columns['title']?.find((column) => textOf(record[column]) !== undefined);
  return from !== undefined && columns['description']?.includes(from) === true;
}

function idOf(record: Entry, columns: FoundColumns): string | undefined {
  return columns['id']?.map((column) => textOf(record[column])).find((id) => id !== undefined);
}

function withoutIds({ ids: _, ...item }: Item): Item {
  return item;
}

/** A product has one entry in each language. */
function keyOf({ id, language }: Item): string {
  return language === undefined ? id : `${language} ${id}`;
}

/** Links count from what the feed says, and that from where the feed was fetched. */
function resolver({ link, address }: FileFacts): ((address: string) => string | undefined) | undefined {
  const base = link !== undefined && URL.canParse(link, address) ? new URL(link, address).href : address;
  if (base === undefined) return undefined;
  return (relative) => (URL.canParse(relative, base) ? new URL(relative, base).href : undefined);
}
