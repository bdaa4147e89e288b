import type { RecommendOptions, Shelf, ShelfItem } from '../../src/index.ts';
import { emptyCard, shelfCard } from './card.ts';
import { h } from './h.ts';
import { ga4, type Shop } from './shop.ts';

export interface ShelfOptions {
  /** The heading, and the name of the region. */
  readonly name: string;
  readonly note?: string;
  readonly request: RecommendOptions;
  /** Shown in place of cards while there are none; without it an empty shelf is hidden. */
  readonly invitation?: string;
  /** Whether to keep the shelf's place free while it loads. */
  readonly reserve?: boolean;
}

export interface ShelfView {
  readonly node: HTMLElement;
  refresh(): void;
}

/** Keeps the cards that have not changed, and the focus. */
function show(list: HTMLElement, items: readonly ShelfItem[], shown: Map<string, HTMLElement>, shop: Shop) {
  const next = items.map((item) => {
    const key = JSON.stringify(item);
    return [key, shown.get(key) ?? shelfCard(item, shop.catalogue)] as const;
  });
  const unchanged =
    next.length === list.children.length && next.every(([, card], i) => card === list.children[i]);
  if (unchanged) return;
  const focused = list.contains(document.activeElement) && document.activeElement?.getAttribute('data-id');
  list.replaceChildren(...next.map(([, card]) => card));
  shown.clear();
  for (const [key, card] of next) shown.set(key, card);
  if (focused)
    list.querySelector<HTMLElement>(`[data-id="${CSS.escape(focused)}"]`)?.focus({ preventScroll: true });
}

function trackSelection(event: Event, name: string, shop: Shop) {
  const id = (event.target as Element).closest('[data-id]')?.getAttribute('data-id');
  const product = id ? shop.catalogue.get(id) : undefined;
  if (product) shop.track('select_item', { item_list_name: name, items: [ga4(product)] });
}

/** A row of recommended products that follows the shopper's history. */
export function shelfView(shop: Shop, options: ShelfOptions): ShelfView {
  const { name, request, invitation, reserve = false } = options;
  const heading = h('h2', { id: `shelf-${request.model}` }, name);
  const list = h('ul', { class: 'row', tabindex: '-1' });
  const invite = h('p', { class: 'invitation', hidden: true }, invitation);
  const node = h(
    'section',
    { class: 'shelf', 'aria-labelledby': heading.id, 'aria-busy': 'true' },
    h('div', { class: 'shelf-head' }, heading, options.note !== undefined && h('p', {}, options.note)),
    list,
    invite,
  );
  if (reserve) list.append(...Array.from({ length: request.limit ?? 8 }, emptyCard));
  else node.hidden = true;
  list.addEventListener('click', (event) => {
    trackSelection(event, name, shop);
  });

  const cards = new Map<string, HTMLElement>();
  const display = (shelf: Shelf) => {
    const empty = shelf.items.length === 0;
    node.dataset['backend'] = shelf.backend;
    node.setAttribute('aria-busy', 'false');
    show(list, shelf.items, cards, shop);
    list.hidden = empty;
    invite.hidden = !empty || invitation === undefined;
    node.hidden = empty && invitation === undefined;
  };

  let latest = 0;
  const refresh = async () => {
    const call = ++latest;
    const recommender = await shop.recommender;
    const shelf = await shop.timings.measure(name, () => recommender.recommend(request));
    if (call === latest) display(shelf);
  };
  const start = () => {
    refresh().catch((error: unknown) => {
      node.hidden = true; // the page's notice says why
      console.warn(`The shelf "${name}" is not available:`, error);
    });
  };
  start();
  return { node, refresh: start };
}
