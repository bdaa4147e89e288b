import { shelfCard } from '../card.ts';
import { catalogue } from '../catalogue.ts';
import { messageOf } from '../message-of.ts';
import { h } from '../h.ts';
import { markBackend } from '../shelf.ts';
import { noteTiming } from '../timings.ts';
import type { Page, PageContext } from './page.ts';

let latest = 0; // an older search's answer is dropped

export function searchPage({ recommender }: PageContext, text: string): Page {
  const status = h('p', { class: 'quiet', role: 'status' });
  const list = h('ul', { class: 'grid' });
  const section = h(
    'section',
    { 'aria-labelledby': 'results', class: 'results' },
    h('h1', { id: 'results' }, 'Search results'),
    status,
    list,
  );
  void search();
  return { title: text ? `${text}: search` : 'Search', content: [section] };

  async function search(): Promise<void> {
    const call = ++latest;
    if (text.trim() === '') {
      status.textContent = 'Type what you are looking for, in your own words.';
      return;
    }
    status.textContent = 'Searching… the first search loads the text model.';
    try {
      const [shelf, products] = await Promise.all([
        recommender.then((ready) => ready.search(text, { limit: 24 })),
        catalogue(),
      ]);
      if (call !== latest) return;
      noteTiming('Search', shelf);
      markBackend(section, shelf);
      list.replaceChildren(...shelf.items.map((item) => shelfCard(item, products)));
      status.textContent = `The closest matches for “${text}”`;
    } catch (error) {
      if (call === latest) status.textContent = `The search does not work: ${messageOf(error)}`;
    }
  }
}
