import { findColumns } from '../../../core/feed/columns.ts';
import { hiddenReason } from '../../../core/feed/hidden.ts';
import { ITEM_NAMES } from '../../../core/feed/names.ts';
import { isObject, own, type Entry } from '../../../core/feed/nested.ts';
import { textOf } from '../../../core/feed/value.ts';

/** A text at a path of keys, of lists the first entry; `undefined` if there is none. */
export function textIn(entry: unknown, ...path: readonly (string | number)[]): string | undefined {
  return textOf(valueIn(entry, ...path));
}

/** The value at a path of keys; a list stands for its first entry if the path goes on by a name. */
export function valueIn(entry: unknown, ...path: readonly (string | number)[]): unknown {
  let value = entry;
  for (const key of path) {
    if (Array.isArray(value)) value = (value as unknown[])[typeof key === 'number' ? key : 0];
    if (typeof key === 'number') continue;
    value = isObject(value) ? own(value, key) : undefined;
  }
  return value;
}

/** A list as it is; a single value, as XML gives it, is a list of one. */
export function listOf(value: unknown): readonly unknown[] {
  if (Array.isArray(value)) return value as unknown[];
  return value === undefined || value === null || value === '' ? [] : [value];
}

/** An entry's texts, numbers and so on, without its objects and lists: columns that a shape does not know. */
export function scalars(entry: Entry): Record<string, unknown> {
  return Object.fromEntries(
    Object.entries(entry).filter(([, value]) => typeof value !== 'object' || value === null),
  );
}

/** An entry without some of its fields. */
export function without(entry: Entry, names: readonly string[]): Entry {
  return Object.fromEntries(Object.entries(entry).filter(([name]) => !names.includes(name)));
}

/** What a product is made of beside its fields, as columns by the names that the shop gives them: `Colour`, `Material`. */
export function attributeColumns(
  pairs: Iterable<readonly [string | undefined, unknown]>,
): Record<string, string> {
  const columns: Record<string, string> = {};
  for (const [name, value] of pairs) {
    const text = (Array.isArray(value) ? (value as unknown[]) : [value])
      .flatMap((one) => textOf(one) ?? [])
      .join(', ');
    if (name === undefined || name === '' || text === '') continue;
    const column = isTaken(name) ? `attribute ${name}` : name;
    columns[column] = column in columns ? `${columns[column]!}, ${text}` : text;
  }
  return columns;
}

const taken = new Map<string, boolean>();

/** Whether a column of this name would be read as another field, or as saying that the product is hidden. */
function isTaken(name: string): boolean {
  let is = taken.get(name);
  if (is === undefined) {
    const fields = Object.keys(findColumns([name], ITEM_NAMES));
    is = fields.some((field) => field !== 'brand') || hiddenReason({ [name]: 'hidden' }, 0) !== undefined;
    if (taken.size < 10_000) taken.set(name, is);
  }
  return is;
}

/** The category path that says most. */
export function deepest(paths: readonly string[], separator: string | RegExp = '>'): string | undefined {
  const depth = (path: string) => path.split(separator).length;
  return paths.reduce<string | undefined>(
    (best, path) => (best === undefined || depth(path) > depth(best) ? path : best),
    undefined,
  );
}
