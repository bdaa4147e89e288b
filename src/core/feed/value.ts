/** MongoDB's exports wrap values for which JSON has no type. */
const WRAPPED = ['$oid', '$numberDecimal', '$numberLong', '$numberInt', '$numberDouble', '$date'];
/** Keys of an object in a feed that hold its name, and those that hold its address. */
const NAMES = [...WRAPPED, 'name', 'value', '@value', 'title', 'text', '#text'];
const ADDRESSES = ['src', 'url', 'href', 'link', 'contentUrl', 'originalSrc', 'hi_res', 'large', 'thumb'];
const IDS = ['id', '@id'];
const AS_TEXT = [...NAMES, ...ADDRESSES, ...IDS];
const AS_ADDRESS = [...ADDRESSES, ...NAMES, ...IDS];

/** A field as text: the first value of a list that is not empty, or the name of an object. */
export function textOf(value: unknown): string | undefined {
  return textBy(value, AS_TEXT, 0);
}

/** A field as an address: the same, but the address of an object. */
export function addressOf(value: unknown): string | undefined {
  return textBy(value, AS_ADDRESS, 0);
}

function textBy(value: unknown, keys: readonly string[], depth: number): string | undefined {
  if (typeof value === 'string') return textIn(value.trim(), keys, depth);
  if (typeof value === 'number') return Number.isFinite(value) ? String(value) : undefined;
  if (typeof value === 'boolean' || typeof value === 'bigint') return String(value);
  if (value instanceof Date) return Number.isNaN(value.getTime()) ? undefined : value.toISOString();
  if (typeof value !== 'object' || value === null || depth > 4) return undefined;
  const values = Array.isArray(value)
    ? (value as unknown[]).slice(0, 20)
    : keys.map((key) => (Object.hasOwn(value, key) ? (value as Record<string, unknown>)[key] : undefined));
  for (const inner of values) {
    const text = textBy(inner, keys, depth + 1);
    if (text !== undefined) return text;
  }
  return Array.isArray(value) ? undefined : textBy(languagesOf(value), keys, depth + 1);
}

/** A text in several languages, `{ en: 'Stool', de: 'Hocker' }` or by the platform's number of each: all of them in order. */
function languagesOf(value: object): unknown[] | undefined {
  const keys = Object.keys(value);
  const are =
    keys.length > 0 && keys.every((key) => /^(?:[a-z]{2}(?:[-_][a-z]{2,4})?|\d{1,3}|default)$/i.test(key));
  return are ? Object.values(value) : undefined;
}

/** A text as it is, or, if it is a JSON list (as in some tables), the list's first value. */
function textIn(written: string, keys: readonly string[], depth: number): string | undefined {
  const text = written.replace(/^="(.*)"$/s, '$1'); // a spreadsheet's way to keep a code's zeros
  if (!/^\[\s*["{].*\]$/s.test(text)) return text || undefined;
  try {
    return textBy(JSON.parse(text), keys, depth + 1) ?? text;
  } catch {
    return text;
  }
}
