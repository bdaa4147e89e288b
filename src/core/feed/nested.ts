/** One entry of a feed, by the names of its columns or keys. */
export type Entry = Readonly<Record<string, unknown>>;

export function isObject(value: unknown): value is Entry {
  return typeof value === 'object' && value !== null && !Array.isArray(value) && !(value instanceof Date);
}

/** The objects of a list, as JSON, GraphQL (`edges`, `nodes`) and Parquet (`list`, `element`) write it; `[]` if it is no list. */
export function objectsIn(value: unknown): readonly Entry[] {
  if (typeof value === 'string' && /^\s*\[\s*\{/.test(value)) return objectsIn(parsed(value));
  if (Array.isArray(value)) return (value as unknown[]).filter(isObject).map(unwrapped);
  if (!isObject(value)) return [];
  for (const key of ['edges', 'nodes', 'list', 'data']) {
    const inner = own(value, key);
    if (Array.isArray(inner)) return objectsIn(inner);
  }
  return [];
}

/** An entry without the wrapper that an API's answer puts around it, such as `{ node: ... }`. */
export function unwrapped(entry: Entry): Entry {
  for (const key of ['node', '_source', 'element', 'item', 'product']) {
    const inner = own(entry, key);
    if (isObject(inner) && Object.keys(entry).length <= (key === '_source' ? 10 : 2)) return inner;
  }
  return entry;
}

export function own(entry: Entry, key: string): unknown {
  return Object.hasOwn(entry, key) ? entry[key] : undefined;
}

/** The first of an entry's fields by these names that is not empty. */
export function firstOf(entry: Entry, ...keys: readonly string[]): unknown {
  return keys
    .map((key) => own(entry, key))
    .find((value) => value !== undefined && value !== null && value !== '');
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
