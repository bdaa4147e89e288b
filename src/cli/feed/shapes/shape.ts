import type { Entry } from '../../../core/feed/nested.ts';
import type { EntryRow, Row } from '../row.ts';

/** Makes a platform's rows into one row an item. */
export interface Shape {
  /** Rows that are complete now. */
  add(row: EntryRow): Iterable<Row>;
  /** What had to wait for the end of the file. */
  end(): Iterable<Row>;
}

/** Chooses a file's shape by its first entry. */
export interface ShapeKind {
  fits(record: Entry): boolean;
  create(first: Entry, family: Family): Shape;
}

/** Products that the catalogue's files have shown, by platform and id: a later file may hold their variants. */
export type Family = Map<string, Entry>;

/** For rows that each are complete. */
export function eachRow(expand: (row: EntryRow) => Iterable<Row>): Shape {
  return { add: expand, end: () => [] };
}
