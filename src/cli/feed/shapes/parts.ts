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

/** What a shop says of a product beside its fields, by the shop's own names; of two of one name the later counts. */
export function attributesColumn(pairs: Iterable<readonly [string | undefined, unknown]>): {
  attributes?: readonly { readonly name: string; readonly value: readonly string[] }[];
} {
  const values = new Map<string, readonly string[]>();
  for (const [name, value] of pairs) {
    const texts = listOf(value).flatMap((one) => textOf(one) ?? []);
    if (name !== undefined && name !== '' && texts.length > 0) values.set(name, texts);
  }
  return values.size === 0 ? {} : { attributes: [...values].map(([name, value]) => ({ name, value })) };
}

/** The category path that says most. */
export function deepest(paths: readonly string[], separator: string | RegExp = '>'): string | undefined {
  const depth = (path: string) => path.split(separator).length;
  return paths.reduce<string | undefined>(
    (best, path) => (best === undefined || depth(path) > depth(best) ? path : best),
    undefined,
  );
}
