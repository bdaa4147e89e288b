import type { EventName } from '../../types.ts';
import type { PageEvent, PageItem } from './item.ts';

/** Events that an element causes by its presence. Those of `BY_CLICK` happen when it is clicked. */
const BY_PRESENCE = new Set(['view_item', 'view_item_list', 'purchase']);
const BY_CLICK = new Set([
  'select_item',
  'add_to_cart',
  'remove_from_cart',
  'add_to_wishlist',
  'like',
  'dislike',
  'hide',
]);
const MAX_MARKS = 500;

/** The shop's marks on a page. */
export interface Marks {
  /** What the page is about, by `data-vitrine-event="view_item"`. */
  readonly main?: PageItem;
  readonly events: readonly PageEvent[];
  /** Elements with an id and without an event: the cards of a list, with their ids. */
  readonly cards: ReadonlyMap<Element, string>;
}

/** Reads `data-vitrine-id` and `data-vitrine-event`. */
export function readMarks(page: ParentNode): Marks {
  const cards = new Map<Element, string>();
  const events: PageEvent[] = [];
  let main: PageItem | undefined;
  for (const element of [...page.querySelectorAll('[data-vitrine-id]')].slice(0, MAX_MARKS)) {
    const ids = idsOf(element);
    const name = element.getAttribute('data-vitrine-event');
    if (ids.length === 0) continue;
    if (name === null) cards.set(element, ids[0]!);
    else if (name === 'view_item') main ??= { item_id: ids[0]! };
    else if (BY_PRESENCE.has(name)) events.push(eventOf(name, ids, element));
  }
  return { ...(main && { main }), events, cards };
}

/** The event of a click on an element, and the card that was clicked. @returns undefined if it is outside all marks. */
export function clickedMark(target: Element): { event: PageEvent; card?: Element } | undefined {
  const card = target.closest('[data-vitrine-id]');
  if (!card) return undefined;
  const marked = target.closest('[data-vitrine-event]');
  // A mark counts if it is inside the card, such as a button, or around it.
  const name =
    marked && (card.contains(marked) || marked.contains(card))
      ? marked.getAttribute('data-vitrine-event')
      : null;
  const ids = idsOf(card);
  if (ids.length === 0) return undefined;
  if (name === null || BY_PRESENCE.has(name)) {
    if (card.hasAttribute('data-vitrine-event') || !target.closest('a[href]')) return undefined;
    return { event: eventOf('select_item', ids), card };
  }
  return BY_CLICK.has(name) ? { event: eventOf(name, ids), card } : undefined;
}

function idsOf(element: Element): string[] {
  const ids = element.getAttribute('data-vitrine-id')?.split(',') ?? [];
  return ids.map((id) => id.trim()).filter((id) => id !== '');
}

function eventOf(name: string, ids: readonly string[], element?: Element): PageEvent {
  const order = element?.getAttribute('data-vitrine-order');
  const items = ids.map((item_id) => ({ item_id }));
  return { name: name as EventName, parameters: { items, ...(order && { transaction_id: order }) } };
}
