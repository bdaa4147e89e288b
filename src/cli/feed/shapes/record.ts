import { textOf } from '../../../core/feed/value.ts';
import type { Entry } from '../../../core/feed/nested.ts';

/** A record with the fields given before those of a row; undefined ones are left out. No prototype: columns may have any name. */
export function recordOf(fields: Readonly<Record<string, unknown>>, row: Entry = {}): Entry {
  const record = Object.create(null) as Record<string, unknown>;
  for (const [key, value] of Object.entries(fields)) if (value !== undefined) record[key] = value;
  for (const [key, value] of Object.entries(row)) record[key] ??= value;
  return record;
}

/** A column's text. */
export function says(record: Entry, name: string): string | undefined {
  return textOf(record[name]);
}

/** A row with what it leaves empty taken from another: a variant's from its product. */
export function filledFrom(product: Entry, row: Entry): Entry {
  const record = Object.create(null) as Record<string, unknown>;
  for (const [key, value] of Object.entries(product)) record[key] = value;
  for (const [key, value] of Object.entries(row)) if (textOf(value) !== undefined) record[key] = value;
  return record;
}

/** A variant's title: its product's, and its options. */
export function variantTitle(title: string | undefined, options: readonly string[]): string | undefined {
  return title === undefined || options.length === 0 ? title : `${title} - ${options.join(' / ')}`;
}
