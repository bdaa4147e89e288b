import type { RecommendOptions, Recommender, Shelf } from 'vitrine';
import { emptyCard, shelfCard } from './card.ts';
import { catalogue, type Catalogue } from './catalogue.ts';
import { h } from './h.ts';
import { messageOf } from './message-of.ts';
import { noteTiming } from './timings.ts';

const LIMIT = 8;

export interface ShelfView {
  readonly element: HTMLElement;
  /** Asks the recommender again. Resolves once the answer is shown. */
  refresh(): Promise<void>;
}

export interface ShelfRequest {
  readonly name: string;
  readonly request: RecommendOptions;
  /** The text of an empty shelf. A shelf without it is hidden while it is empty. */
  readonly invitation?: string;
}

/** A row of recommended products with a heading. Its place is reserved while it loads. */
export function shelfView(
  recommender: Promise<Recommender>,
  name: string,
  request: RecommendOptions,
): ShelfView {
  const { elements, refresh } = shelfViews(recommender, [{ name, request }]);
  return { element: elements[0]!, refresh };
}

/** The shelves of one page. No product is on two of them. */
export function shelfViews(recommender: Promise<Recommender>, shelves: readonly ShelfRequest[]) {
  const rows = shelves.map(shelfRow);
  let latest = 0;

  async function refresh(): Promise<void> {
    const call = ++latest;
    try {
      const requests = shelves.map(({ request }) => ({ limit: LIMIT, ...request }));
      const [filled, products] = await Promise.all([
        recommender.then((ready) => ready.recommend(requests)),
        catalogue(),
      ]);
      if (call !== latest) return;
      filled.forEach((shelf, i) => {
        noteTiming(shelves[i]!.name, shelf);
        rows[i]!.show(shelf, products);
      });
    } catch (error) {
      if (call === latest) for (const row of rows) row.fail(messageOf(error));
    }
  }
  return { elements: rows.map(({ element }) => element), refresh };
}

function shelfRow({ name, request, invitation }: ShelfRequest) {
  const id = `shelf-${request.model}`;
  const list = h('ul', { class: 'row', tabindex: 0, 'aria-labelledby': id }, ...emptyCards());
  const note = h('p', { class: 'invitation quiet', hidden: true }, invitation);
  const element = h('section', { class: 'shelf', 'aria-labelledby': id }, h('h2', { id }, name), list, note);
  let shown = '';
  return {
    element,
    show: (shelf: Shelf, products: Catalogue) => {
      markBackend(element, shelf);
      const now = JSON.stringify(shelf.items);
      if (now === shown) return; // the cards under the shopper's pointer stay
      shown = now;
      const empty = shelf.items.length === 0;
      list.replaceChildren(...(empty ? emptyCards() : shelf.items.map((item) => shelfCard(item, products))));
      list.classList.toggle('waiting', empty);
      note.hidden = !empty;
      element.hidden = empty && invitation === undefined;
    },
    fail: (message: string) => {
      list.classList.add('waiting');
      note.hidden = false;
      note.textContent = `This shelf could not be filled: ${message}`;
    },
  };
}

const emptyCards = () => Array.from({ length: LIMIT }, emptyCard);

/** Writes on the element which back end scored it, for the tests. */
export function markBackend(element: HTMLElement, { backend, reason }: Shelf): void {
  element.dataset['backend'] = backend;
  if (reason !== undefined) element.dataset['reason'] = reason;
}
