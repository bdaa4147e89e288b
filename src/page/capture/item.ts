import { nameKey } from '../../core/items-by-name.ts';
import type { EventItem, EventName, EventParameters } from '../../types.ts';

/** An event that a page reports, as `track` takes it. */
export interface PageEvent {
  readonly name: EventName;
  readonly parameters: EventParameters;
}

/** An item as a page describes it. */
export interface PageItem extends EventItem {
  readonly item_name?: string;
  readonly item_brand?: string;
  readonly item_category?: string;
  readonly quantity?: number;
  /** Other ids and addresses of the item, the most likely first. */
  readonly also?: readonly string[];
}

const MAX_ID = 200;
const MAX_TEXT = 300;

/** A field as trimmed and shortened text. Numbers count, since shops write ids so. @returns undefined without text. */
export function textOf(value: unknown): string | undefined {
  if (typeof value === 'number') return Number.isFinite(value) ? String(value) : undefined;
  if (typeof value !== 'string') return undefined;
  return (
    value
      .slice(0, 10 * MAX_TEXT)
      .replace(/\s+/g, ' ')
      .trim()
      .slice(0, MAX_TEXT) || undefined
  );
}

/** A field as a number, which some shops write as a text. @returns undefined if it is none. */
export function numberOf(value: unknown): number | undefined {
  const text = textOf(value);
  const number = text !== undefined && text.length < 20 ? Number(text) : NaN;
  return Number.isFinite(number) ? number : undefined;
}

/** A field as an id. @returns undefined if it is empty or too long for an id. */
export function idOf(value: unknown): string | undefined {
  const id = typeof value === 'string' && value.length > MAX_ID ? undefined : textOf(value);
  return id !== undefined && id.length <= MAX_ID ? id : undefined;
}

/** Of an item of which only ids are known. */
export const NO_TEXTS = { item_name: undefined, item_brand: undefined, item_category: undefined };

/** Makes an item of ids and texts. @returns undefined without an id. */
export function pageItem(
  ids: readonly (string | undefined)[],
  texts: Readonly<Record<'item_name' | 'item_brand' | 'item_category', string | undefined>>,
): PageItem | undefined {
  const [item_id, ...also] = new Set(ids.filter((id) => id !== undefined));
  if (item_id === undefined) return undefined;
  const given = Object.entries(texts).filter(([, text]) => text !== undefined);
  return { item_id, ...Object.fromEntries(given), ...(also.length > 0 && { also }) };
}

/** One item from two descriptions: the first counts, and the second adds what the first lacks. */
export function merged(first: PageItem, second: PageItem): PageItem {
  const [item_id, ...also] = new Set([...idsOf(first), ...idsOf(second)]);
  return { ...second, ...first, item_id: item_id!, ...(also.length > 0 && { also }) };
}

/** All ids of an item. */
export function idsOf({ item_id, also = [] }: PageItem): readonly string[] {
  return [item_id, ...also];
}

/** Whether two descriptions share an id, be it written as a page or as a feed of the platform writes it. */
export function isSame(one: PageItem, other: PageItem): boolean {
  const ids = new Set(idsOf(one).map(nameKey));
  return idsOf(other).some((id) => ids.has(nameKey(id)));
}

/** Whether two descriptions have one name; what a variant adds to it does not count. undefined if one has no name. */
export function haveSameName(one: PageItem, other: PageItem): boolean | undefined {
  const [a, b] = [one.item_name?.toLowerCase(), other.item_name?.toLowerCase()];
  return a === undefined || b === undefined ? undefined : a.startsWith(b) || b.startsWith(a);
}
