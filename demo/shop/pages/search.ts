import type { Shelf } from '../../../src/index.ts';
import { shelfCard } from '../card.ts';
import { count, milliseconds } from '../format.ts';
import { h } from '../h.ts';
import { ga4, type Page, type Shop } from '../shop.ts';

export interface SearchPage extends Page {
  /** Shows what the shop has for a text; the latest call wins. */
  show(text: string): void;
}

const hint = 'Say what it is for, in your own words: the text model looks for meaning, not for letters.';

function told(shelf: Shelf) {
  const where = shelf.provider ? `, text model on ${shelf.provider}` : '';
  return `The ${count(shelf.items.length, 'nearest product')}, found in ${milliseconds(shelf.ms)}${where}.`;
}

/** @param noteSearch Called when a result is opened: then the search was meant. */
export function searchPage(shop: Shop, noteSearch: (text: string) => void): SearchPage {
  const heading = h('h1', { class: 'page-title' }, 'Search');
  const state = h('p', { class: 'quiet state', role: 'status' }, hint);
  const list = h('ul', { class: 'grid' });
  const results = h('section', { 'aria-label': 'Search results' }, list);
  let text = '';
  let latest = 0;
  let modelIsHere = false;

  list.addEventListener('click', (event) => {
    const id = (event.target as Element).closest('[data-id]')?.getAttribute('data-id');
    const product = id ? shop.catalogue.get(id) : undefined;
    if (!product) return;
    noteSearch(text);
    shop.track('select_item', { item_list_name: 'Search results', items: [ga4(product)] });
  });

  const find = async () => {
    const call = ++latest;
    state.textContent = modelIsHere ? 'Searching…' : 'Loading the text model…';
    results.setAttribute('aria-busy', 'true');
    const recommender = await shop.recommender;
    const shelf = await shop.timings.measure('Search results', () => recommender.search(text, { limit: 24 }));
    modelIsHere = true;
    if (call !== latest) return;
    results.dataset['backend'] = shelf.backend;
    results.setAttribute('aria-busy', 'false');
    list.replaceChildren(...shelf.items.map((item) => shelfCard(item, shop.catalogue)));
    state.textContent = told(shelf);
  };

  return {
    title: 'Search · Paper & Oak',
    node: h('div', { class: 'wide' }, heading, state, results),
    show(wanted) {
      if (wanted === text) return;
      text = wanted;
      heading.textContent = text ? `“${text}”` : 'Search';
      if (text === '') {
        latest++;
        list.replaceChildren();
        state.textContent = hint;
        return;
      }
      find().catch((error: unknown) => {
        state.textContent = 'Search is not available just now.';
        console.warn('Search failed:', error);
      });
    },
  };
}
