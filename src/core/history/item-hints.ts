import type { EventParameters } from '../../types.ts';
import { itemText } from '../item-text.ts';

/** What an event says of an item beside its id. */
export interface ItemHints {
  /** What the text model would read of it. */
  readonly text?: string;
  readonly category?: string;
  /** Other ids and addresses, the likeliest first. */
  readonly also?: readonly string[];
}

const LONGEST = 400;
const MOST_IDS = 200;

/**
 * What a GA4 event says of its items, in their order. It goes to the engine with the event, and only what the pack does
 * not know is kept. What is not as it should be is left out.
 */
export function itemHints({ items = [] }: EventParameters): ItemHints[] {
  return items.map((item) => {
    const [title, brand] = [text(item['item_name']), text(item['item_brand'])];
    const levels = ['item_category', 'item_category2', 'item_category3', 'item_category4', 'item_category5'];
    const category = levels.flatMap((level) => text(item[level]) ?? []).join(' > ') || undefined;
    const also: readonly unknown[] = Array.isArray(item.also) ? item.also.slice(0, MOST_IDS) : [];
    const ids = also.filter((id) => typeof id === 'string');
    return {
      // A brand or a category alone is no item.
      ...(title !== undefined && {
        text: itemText({ title, ...(category && { category }), ...(brand && { brand }) }).slice(0, LONGEST),
      }),
      ...(category !== undefined && { category }),
      ...(ids.length > 0 && { also: ids }),
    };
  });
}

function text(value: unknown): string | undefined {
  return typeof value === 'string' ? value.trim().slice(0, LONGEST) || undefined : undefined;
}
