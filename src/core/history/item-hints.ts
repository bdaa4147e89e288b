import type { EventParameters } from '../../types/events.ts';
import { itemText } from '../item-text.ts';

/** What an event says of an item besides its id. */
export interface ItemHints {
  /** The text that the text model would embed. */
  readonly text?: string;
  readonly category?: string;
  /** Other ids and addresses, the likeliest first. */
  readonly also?: readonly string[];
  /** How many, as the page wrote it. */
  readonly quantity?: unknown;
}

/** The category levels of a GA4 item, the broadest first. */
export const CATEGORY_LEVELS = [
  'item_category',
  'item_category2',
  'item_category3',
  'item_category4',
  'item_category5',
];

const MAX_TEXT = 400;
const MAX_IDS = 200;

/**
 * The hints that a GA4 event gives of its items, in their order. They go to the engine with the event, and only those of
 * items that the pack lacks are kept. Values of a wrong type are left out.
 */
export function itemHints({ items = [] }: EventParameters): ItemHints[] {
  return items.map((item) => {
    const [title, brand] = [text(item['item_name']), text(item['item_brand'])];
    const category = CATEGORY_LEVELS.flatMap((level) => text(item[level]) ?? []).join(' > ') || undefined;
    const also: readonly unknown[] = Array.isArray(item.also) ? item.also.slice(0, MAX_IDS) : [];
    const ids = also.filter((id) => typeof id === 'string');
    return {
      // A brand or a category alone does not describe an item.
      ...(title !== undefined && {
        text: itemText({ title, ...(category && { category }), ...(brand && { brand }) }).slice(0, MAX_TEXT),
      }),
      ...(category !== undefined && { category }),
      ...(ids.length > 0 && { also: ids }),
      quantity: item.quantity,
    };
  });
}

function text(value: unknown): string | undefined {
  return typeof value === 'string' ? value.trim().slice(0, MAX_TEXT) || undefined : undefined;
}
