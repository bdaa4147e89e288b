/** Keys under which an object of a feed says what it is called, and where it is. */
const NAMES = ['name', 'value', '@value', 'title', 'text', '#text'];
const ADDRESSES = ['src', 'url', 'href', 'link', 'contentUrl', 'originalSrc', 'hi_res', 'large', 'thumb'];
const IDS = ['id', '@id'];
const AS_TEXT = [...NAMES, ...ADDRESSES, ...IDS];
const AS_ADDRESS = [...ADDRESSES, ...NAMES, ...IDS];

/** A field as text: of several values the first that says something, of an object what it is called. */
export function textOf(value: unknown): string | undefined {
  return textBy(value, AS_TEXT, 0);
}

/** A field as an address: of an object where it is. */
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
  return undefined;
}

/** Tables may hold lists as JSON. */
function textIn(text: string, keys: readonly string[], depth: number): string | undefined {
  if (!/^\[\s*["{].*\]$/s.test(text)) return text || undefined;
  try {
    return textBy(JSON.parse(text), keys, depth + 1) ?? text;
  } catch {
    return text;
  }
}
