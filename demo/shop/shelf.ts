import type { RecommendOptions, Recommender, Shelf } from '../../src/index.ts';
import { emptyCard, shelfCard } from './card.ts';
import { catalogue } from './catalogue.ts';
import { h } from './h.ts';
import { messageOf } from './message-of.ts';
import { noteTiming } from './timings.ts';

const LIMIT = 8;

export interface ShelfView {
  readonly element: HTMLElement;
  /** Asks again; resolves once it is shown. */
  refresh(): Promise<void>;
}

/**
 * A titled row of recommended products. Its place is kept while it loads; then an empty shelf shows `invitation`, or
 * hides if there is none.
 */
export function shelfView(
  recommender: Promise<Recommender>,
  name: string,
  request: RecommendOptions,
  invitation?: string,
): ShelfView {
  const id = `shelf-${request.model}`;
  const list = h('ul', { class: 'row', tabindex: 0, 'aria-labelledby': id }, ...emptyCards());
  const note = h('p', { class: 'invitation quiet', hidden: true }, invitation);
  const element = h('section', { class: 'shelf', 'aria-labelledby': id }, h('h2', { id }, name), list, note);
  let latest = 0;
  let shown = '';

  async function refresh(): Promise<void> {
    const call = ++latest;
    try {
      const [shelf, products] = await Promise.all([
        recommender.then((ready) => ready.recommend({ limit: LIMIT, ...request })),
        catalogue(),
      ]);
      if (call !== latest) return;
      noteTiming(name, shelf);
      markBackend(element, shelf);
      const now = JSON.stringify(shelf.items);
      if (now === shown) return; // nothing moves under the shopper's pointer without need
      shown = now;
      const empty = shelf.items.length === 0;
      list.replaceChildren(...(empty ? emptyCards() : shelf.items.map((item) => shelfCard(item, products))));
      list.classList.toggle('waiting', empty);
      note.hidden = !empty;
      element.hidden = empty && invitation === undefined;
    } catch (error) {
      if (call !== latest) return;
      list.classList.add('waiting');
      note.hidden = false;
      note.textContent = `This shelf could not be filled: ${messageOf(error)}`;
    }
  }
  return { element, refresh };
}

const emptyCards = () => Array.from({ length: LIMIT }, emptyCard);

/** Says on the element what scored it, for whoever looks inside. */
export function markBackend(element: HTMLElement, { backend, reason }: Shelf): void {
  element.dataset['backend'] = backend;
  if (reason !== undefined) element.dataset['reason'] = reason;
}
