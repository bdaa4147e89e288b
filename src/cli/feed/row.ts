import type { Entry } from '../../core/feed/nested.ts';
import { LIMITS } from './limits.ts';

/**
 * One entry of a file, as its columns, or why it could not be read, or why it is no item though nothing is wrong with it.
 * Lines count from 1; Parquet has rows in their place.
 */
export type Row =
  | EntryRow
  | { readonly line: number; readonly refused: string }
  | { readonly line: number; readonly skipped: string };

export interface EntryRow {
  readonly line: number;
  readonly record: Entry;
  /** What stands around the entry and holds for all beside it: texts by their elements, attributes by `element@name`. */
  readonly around?: Readonly<Record<string, string>>;
  /** What a shape had to guess, as a sentence's end. */
  readonly guessed?: readonly string[];
}

/** Is told what a reader put right, and where. */
export type Note = (line: number, what: string) => void;

/** A row of any value that stands where an entry should. */
export function rowOf(line: number, value: unknown): Row {
  if (typeof value !== 'object' || value === null || Array.isArray(value))
    return { line, refused: 'is not an object' };
  if (Object.keys(value).length > LIMITS.fields)
    return { line, refused: `has more than ${LIMITS.fields} fields` };
  return { line, record: value as Entry };
}
