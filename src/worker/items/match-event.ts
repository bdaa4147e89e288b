import type { Catalogue } from '../../core/catalogue.ts';
import { EVENT_WEIGHTS } from '../../core/history/event.ts';
import { withoutValue } from '../../core/history/only-ids.ts';
import { isSensitive } from '../../core/history/sensitive.ts';
import { isCount, PAYING } from '../../core/history/paid.ts';
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
  const quantities = new Map<string, number>();
  const ids = event.ids.flatMap((given, i) => {
    const { text, category, also = [], quantity } = hints[i] ?? {};
    const known = find([given, ...also]);
    const described = {
      ...(category !== undefined && { category }),
      ...(text !== undefined && { title: text }),
    };
    if (known === undefined && isSensitive(described, catalogue)) return [];
    if (known === undefined && text !== undefined && EVENT_WEIGHTS[event.name] !== 0)
      texts.push([given, text]);
    const id = known ?? given;
    if (isCount(quantity) && PAYING.has(event.name)) quantities.set(id, (quantities.get(id) ?? 0) + quantity);
    return [id];
  });
  if (ids.length === 0 && event.ids.length > 0) return undefined;
  return {
    ...(ids.length < event.ids.length ? withoutValue(event) : event),
    ids: [...new Set(ids)],
    ...(quantities.size > 0 && { quantities: Object.fromEntries(quantities) }),
    ...(texts.length > 0 && { texts: Object.fromEntries(texts) }),
  };
}
