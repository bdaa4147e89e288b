import type { Catalogue } from '../../core/catalogue.ts';
import { EVENT_WEIGHTS } from '../../core/history/event.ts';
import { isSensitive } from '../../core/history/sensitive.ts';
import type { ItemHints } from '../../core/history/item-hints.ts';
import type { ShopperEvent } from '../../types.ts';
import type { FindItem } from './find-item.ts';

/**
 * An event with the catalogue's ids of its items. An item that the catalogue lacks keeps the page's id, and the text that
 * the page gives it is kept with the event, so that it is learned from too.
 *
 * @returns undefined if all items are of sensitive categories: such an event is not remembered.
 */
export function matchEvent(
  event: ShopperEvent,
  hints: readonly ItemHints[],
  find: FindItem,
  catalogue: Pick<Catalogue, 'items' | 'sensitive'>,
): ShopperEvent | undefined {
  const texts: [string, string][] = [];
  const ids = event.ids.flatMap((id, i) => {
    const { text, category, also = [] } = hints[i] ?? {};
    const known = find([id, ...also]);
    if (known !== undefined) return [known];
    if (
      isSensitive(
        { ...(category !== undefined && { category }), ...(text !== undefined && { title: text }) },
        catalogue,
      )
    )
      return [];
    if (text !== undefined && EVENT_WEIGHTS[event.name] !== 0) texts.push([id, text]);
    return [id];
  });
  if (ids.length === 0 && event.ids.length > 0) return undefined;
  const distinct = [...new Set(ids)];
  return { ...event, ids: distinct, ...(texts.length > 0 && { texts: Object.fromEntries(texts) }) };
}
