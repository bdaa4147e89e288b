import type { EventItem, EventName, EventParameters } from '../../types.ts';

/** An event as a page tells of it; `track` takes it as it is. */
export interface PageEvent {
  readonly name: EventName;
  readonly parameters: EventParameters;
}

/** An item as a page tells of it. */
export interface PageItem extends EventItem {
  readonly item_name?: string;
  readonly item_brand?: string;
  readonly item_category?: string;
  /** Other ids and addresses of the item, the likeliest first. */
  readonly also?: readonly string[];
}

const LONGEST_ID = 200;
const LONGEST_TEXT = 300;

/** A field as text: trimmed, cut, and nothing where there is none. Numbers are taken, as shops write ids. */
export function textOf(value: unknown): string | undefined {
  if (typeof value === 'number') return Number.isFinite(value) ? String(value) : undefined;
  if (typeof value !== 'string') return undefined;
  return (
    value
      .slice(0, 10 * LONGEST_TEXT)
      .replace(/\s+/g, ' ')
      .trim()
      .slice(0, LONGEST_TEXT) || undefined
  );
}

/** A field as an id; what is too long for one is none. */
export function idOf(value: unknown): string | undefined {
  const id = typeof value === 'string' && value.length > LONGEST_ID ? undefined : textOf(value);
  return id !== undefined && id.length <= LONGEST_ID ? id : undefined;
}

/** Puts an item together; none, where there is nothing to know it by. */
export function pageItem(
  ids: readonly (string | undefined)[],
  texts: Readonly<Record<'item_name' | 'item_brand' | 'item_category', string | undefined>>,
): PageItem | undefined {
  const [item_id, ...also] = new Set(ids.filter((id) => id !== undefined));
  if (item_id === undefined) return undefined;
  const told = Object.entries(texts).filter(([, text]) => text !== undefined);
  return { item_id, ...Object.fromEntries(told), ...(also.length > 0 && { also }) };
}

/** One item from two accounts of it: the first counts, the second fills in what it leaves out. */
export function merged(first: PageItem, second: PageItem): PageItem {
  const ids = [first.item_id, ...(first.also ?? []), second.item_id, ...(second.also ?? [])];
  const [item_id, ...also] = new Set(ids);
  return { ...second, ...first, item_id: item_id!, ...(also.length > 0 && { also }) };
}

/** Whether two accounts share an id. */
export function isSame(one: PageItem, other: PageItem): boolean {
  const ids = new Set([one.item_id, ...(one.also ?? [])]);
  return [other.item_id, ...(other.also ?? [])].some((id) => ids.has(id));
}
