import type { Columns } from '../../core/feed/columns.ts';
import { hiddenReason } from '../../core/feed/hidden.ts';
import { itemOf } from '../../core/feed/item-of.ts';
import { otherNamesOf } from '../../core/feed/other-names.ts';
import { VitrineError } from '../../errors.ts';
import type { Item } from '../../types.ts';
import { createColumnFinder } from './column-finder.ts';
import { addFinding, type FindingsLog } from './findings.ts';
import type { FileFacts } from './read-rows.ts';
import type { EntryRow, Row } from './row.ts';
import type { Shape } from './shapes/shape.ts';
import { shapeOf } from './shapes/shape-of.ts';
import type { Source } from './source.ts';

/** Begins the reason of a folder's file that is no catalogue. */
export const PASSED_OVER = 'is a file that was passed over';

export interface Shared {
  readonly items: Map<string, Item>;
  /** What else orders may call an item, by the name: its id. */
  readonly otherNames: Map<string, string>;
  readonly refused: FindingsLog;
  readonly repaired: FindingsLog;
  readonly guessed: FindingsLog;
  readonly skipped: FindingsLog;
}

/** Reads the rows of one file into what all files share. */
export function createFileReading(
  { name: file, found }: Source,
  given: Columns,
  currency: string | undefined,
  { items, otherNames, refused, repaired, guessed, skipped }: Shared,
) {
  const notes: { line: number; what: string }[] = [];
  const finder = createColumnFinder(given);
  let shape: Shape | undefined;
  let [rows, merged, made] = [0, 0, 0];
  let resolve: ((address: string) => string | undefined) | undefined;

  function takeItem(row: Row): void {
    const { line } = row;
    if ('refused' in row) addFinding(refused, { file, line, reason: row.refused });
    else if ('skipped' in row) addFinding(skipped, { file, line, reason: row.skipped });
    else takeEntry(row);
  }

  function takeEntry({ line, record }: EntryRow): void {
    const hidden = finder.isOrders() ? undefined : hiddenReason(record, Date.now());
    if (hidden !== undefined) {
      addFinding(skipped, { file, line, reason: hidden });
      return;
    }
    const repairs: string[] = [];
    const guesses: string[] = [];
    while (notes.length > 0 && notes[0]!.line <= line) repairs.push(notes.shift()!.what);
    const item = itemOf(record, finder.columnsOf(record), {
      repaired: (what) => repairs.push(what),
      guessed: (what) => guesses.push(what),
      currency,
      resolve,
    });
    if (typeof item === 'string') {
      addFinding(refused, { file, line, reason: item });
      return;
    }
    made++;
    const key = keyOf(item);
    const known = items.get(key);
    if (known) {
      merged++;
      // Of order lines the first names the item best: later ones are notes of the stock room as often as not.
      items.set(key, finder.isOrders() ? { ...item, ...known } : { ...known, ...item });
      if (!finder.isOrders()) repairs.push(`repeats an id, and was merged: ${item.id}`);
    } else items.set(key, item);
    for (const name of [...otherNamesOf(record), item.group, item.title])
      if (name !== undefined && !otherNames.has(name)) otherNames.set(name, item.id);
    for (const [i, reason] of repairs.entries()) addFinding(repaired, { file, line, reason }, i > 0);
    for (const [i, reason] of guesses.entries()) addFinding(guessed, { file, line, reason }, i > 0);
  }

  function take(row: Row, facts: FileFacts): void {
    rows++;
    resolve ??= resolver(facts);
    if (!('record' in row)) {
      takeItem(row);
      return;
    }
    finder.see(row.record);
    shape ??= shapeOf(row.record);
    for (const ready of shape.add(row)) takeItem(ready);
  }

  function end({ format }: FileFacts): { rows: number; merged: number } {
    for (const ready of shape?.end() ?? []) takeItem(ready);
    for (const { line, what } of notes) addFinding(repaired, { file, line, reason: what });
    if (format === 'html' && made === 0) {
      const reason = 'is a web page that describes no product';
      if (!found)
        throw new VitrineError(
          'bad-catalogue',
          `${file}: ${reason}; is it an error page in place of the feed?`,
        );
      addFinding(skipped, { file, line: 1, reason });
    } else if (found && rows === 0)
      addFinding(skipped, { file, line: 1, reason: `${PASSED_OVER}: it has no rows` });
    else finder.check(file, made);
    return { rows, merged };
  }

  return { note: (line: number, what: string) => void notes.push({ line, what }), take, end };
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
