import { VitrineError } from '../../errors.ts';
import type { Item } from '../../types.ts';
import { columnsFor, findColumns, ITEM_NAMES, type Columns } from '../../core/feed/columns.ts';
import { itemOf } from '../../core/feed/item-of.ts';
import { readTable, type Row } from './table.ts';

/** A row that was left out, where it stands, and why. */
export interface Refusal {
  readonly file: string;
  readonly line: number;
  readonly reason: string;
}

export interface Catalogue {
  readonly items: readonly Item[];
  /** The first `LISTED`; `refused` counts all. */
  readonly refusals: readonly Refusal[];
  readonly refused: number;
}

/** Refusals kept: a file of order lines repeats every id, and would fill the memory with them. */
export const LISTED = 10_000;

/**
 * Reads one catalogue from one file or several. No row is lost: it becomes an item or a refusal.
 *
 * @throws {VitrineError} `bad-catalogue` if a file cannot be read or no item is left; `bad-argument` for wrong columns.
 */
export async function readCatalogue(files: readonly string[], given?: Columns): Promise<Catalogue> {
  const items = new Map<string, Item>();
  const refusals: Refusal[] = [];
  let refused = 0;
  for (const file of files) {
    const rows = await readTable(file);
    const columns = columnsOf(file, rows, given);
    for (const row of rows) {
      const item = 'refused' in row ? row.refused : itemOf(row.record, columns);
      const reason =
        typeof item === 'string' ? item : items.has(item.id) ? `repeats the id ${item.id}` : undefined;
      if (reason !== undefined) {
        if (refused++ < LISTED) refusals.push({ file, line: row.line, reason });
      } else items.set((item as Item).id, item as Item);
    }
  }
  if (items.size === 0)
    throw new VitrineError(
      'bad-catalogue',
      `no item could be read from ${files.join(', ')}${example(refusals)}`,
    );
  return { items: [...items.values()], refusals, refused };
}

function columnsOf(file: string, rows: readonly Row[], given: Columns | undefined): Columns {
  const present = new Set(rows.flatMap((row) => ('record' in row ? Object.keys(row.record) : [])));
  const columns = findColumns([...present], ITEM_NAMES, columnsFor(ITEM_NAMES, given));
  const missing = ['id', 'title'].filter((field) => columns[field] === undefined);
  if (missing.length > 0 && present.size > 0) {
    throw new VitrineError(
      'bad-catalogue',
      `${file}: no column for ${missing.join(' and ')} among ${[...present].join(', ')}; name it with --columns ${missing[0]!}=...`,
    );
  }
  return columns;
}

function example([first]: readonly Refusal[]): string {
  return first ? `: for one, ${first.file}:${first.line} ${first.reason}` : '';
}
