import type { EventName } from '../../types.ts';
import type { PageEvent, PageItem } from './item.ts';

/** Events that an element tells by being there; the others it tells when it is clicked. */
const BY_BEING_THERE = new Set(['view_item', 'view_item_list', 'purchase']);
const BY_CLICK = new Set([
  'select_item',
  'add_to_cart',
  'remove_from_cart',
  'add_to_wishlist',
  'like',
  'dislike',
  'hide',
]);
const MOST = 500;

/** What a shop has marked on a page. */
export interface Marks {
  /** From `data-vitrine-event="view_item"`: what the page is about. */
  readonly main?: PageItem;
  readonly events: readonly PageEvent[];
  /** Elements with an id and no event of their own: cards of a list. */
  readonly cards: ReadonlyMap<Element, string>;
}

/** Reads `data-vitrine-id` and `data-vitrine-event`. */
export function readMarks(page: ParentNode): Marks {
  const cards = new Map<Element, string>();
  const events: PageEvent[] = [];
  let main: PageItem | undefined;
  for (const element of [...page.querySelectorAll('[data-vitrine-id]')].slice(0, MOST)) {
    const ids = idsOf(element);
    const name = element.getAttribute('data-vitrine-event');
    if (ids.length === 0) continue;
    if (name === null) cards.set(element, ids[0]!);
    else if (name === 'view_item') main ??= { item_id: ids[0]! };
    else if (BY_BEING_THERE.has(name)) events.push(eventOf(name, ids));
  }
  return { ...(main && { main }), events, cards };
}

/** What a click on an element tells, and the card that was clicked. */
export function clickedMark(target: Element): { event: PageEvent; card?: Element } | undefined {
  const card = target.closest('[data-vitrine-id]');
  if (!card) return undefined;
  const teller = target.closest('[data-vitrine-event]');
  // A view around it is not what was clicked; a button inside a card is.
  const name =
    teller && (card.contains(teller) || teller.contains(card))
      ? teller.getAttribute('data-vitrine-event')
      : null;
  const ids = idsOf(card);
  if (ids.length === 0) return undefined;
  if (name === null || BY_BEING_THERE.has(name)) {
    if (card.hasAttribute('data-vitrine-event') || !target.closest('a[href]')) return undefined;
    return { event: eventOf('select_item', ids), card };
  }
  return BY_CLICK.has(name) ? { event: eventOf(name, ids), card } : undefined;
}

function idsOf(element: Element): string[] {
  const ids = element.getAttribute('data-vitrine-id')?.split(',') ?? [];
  return ids.map((id) => id.trim()).filter((id) => id !== '');
}

function eventOf(name: string, ids: readonly string[]): PageEvent {
  return { name: name as EventName, parameters: { items: ids.map((item_id) => ({ item_id })) } };
}
