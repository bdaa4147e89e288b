/** What `<vitrine-search>` finds, in a list below it. Its own chunk, loaded when the shopper turns to the search. */
import { VitrineError } from '../errors.ts';
import { warn } from '../page/warn.ts';
import type { Recommender, Shelf } from '../types.ts';
import { defaultCard } from './card.ts';
import { fire } from './events.ts';
import { h } from './h.ts';
import { fill, languageOf } from './language.ts';
import type { RecommenderController } from './recommender-controller.ts';
import { rememberTitles } from './titles.ts';

/** From this share of a text's words on, what was found has the text's words. */
const FOUND = 0.3;

export interface SearchPopup {
  /** @param typing Whether the last word may be unfinished. */
  search(text: string, typing: boolean): void;
  searchByImage(image: Blob): void;
}

/** An element that searches. */
type Host = HTMLElement & { readonly limit: number };

/** Adds a list of results to a search, behind its form. */
export function createSearchPopup(
  host: Host,
  input: HTMLInputElement,
  controller: RecommenderController,
): SearchPopup {
  const status = h('p', { part: 'status', class: 'status', role: 'status' });
  const list = h('ul', { part: 'list', class: 'list', role: 'list' });
  const popup = h('div', { part: 'popup', class: 'popup', hidden: true }, status, list);
  const stringsOf = () => languageOf(host).strings.search;
  let shown: Shelf | undefined;
  let latest = 0;

  input.closest('form')!.after(popup);
  list.addEventListener('click', select);
  host.addEventListener('keydown', move);
  host.addEventListener('focusout', ({ relatedTarget }) => {
    if (relatedTarget instanceof Node && (host === relatedTarget || host.contains(relatedTarget))) return;
    setTimeout(() => {
      if (!host.matches(':focus-within')) popup.hidden = true;
    });
  });
  input.addEventListener('focus', () => {
    popup.hidden = status.textContent === '';
  });

  function search(given: string, typing: boolean): void {
    const text = given.trim();
    if (text === '') {
      latest++;
      say('');
      return;
    }
    const call = latest + 1;
    void answer((recommender) => {
      let first: Shelf | undefined;
      const onWords = (shelf: Shelf) => {
        if (call !== latest || !hasWords(shelf)) return;
        first = shelf;
        show(shelf, stringsOf().busy);
      };
      const found = recommender.search(text, { limit: host.limit, typing, onWords });
      return found.then((shelf) => below(first, shelf, host.limit));
    });
  }

  async function answer(ask: (recommender: Recommender) => Promise<Shelf>): Promise<void> {
    const call = ++latest;
    if (!controller.ready) {
      say('');
      return;
    }
    say(stringsOf().busy);
    try {
      const shelf = await ask(controller.ready);
      if (call === latest) show(shelf, messageOf(shelf));
    } catch (error) {
      warn(error);
      const isNoImage = error instanceof VitrineError && error.code === 'bad-argument';
      if (call === latest) say(isNoImage ? stringsOf().notAnImage : stringsOf().failed);
    }
  }

  function messageOf(shelf: Shelf): string {
    const { tag, strings } = languageOf(host);
    const { none, nearest, corrected, results } = strings.search;
    if (shelf.items.length === 0) return none;
    if (!hasWords(shelf)) return nearest;
    const count = new Intl.NumberFormat(tag).format(shelf.items.length);
    return shelf.corrected === undefined
      ? fill(results, { count })
      : fill(corrected, { query: shelf.corrected, count });
  }

  function show(shelf: Shelf, message: string): void {
    const language = languageOf(host);
    shown = shelf;
    const images = { mode: shelf.images, recommender: controller.ready };
    rememberTitles(shelf.items);
    list.replaceChildren(
      ...shelf.items.map((item) => h('li', { part: 'result' }, defaultCard(item, language, images))),
    );
    say(message);
    fire(host, 'vitrine-show', { shelf });
  }

  function say(text: string): void {
    status.textContent = text;
    popup.hidden = text === '' || !host.matches(':focus-within');
    if (text === '') list.replaceChildren();
  }

  function select(event: Event): void {
    const path = event.composedPath();
    const position = [...list.children].findIndex((result) => path.includes(result));
    const item = shown?.items[position];
    if (!shown || !item) return;
    const { queryID } = shown;
    fire(host, 'vitrine-select', { item, position, queryID });
    controller.ready?.track('select_item', { items: [{ item_id: item.objectID }], queryID }).catch(warn);
  }

  /** The arrow keys move through the results, Escape closes them. */
  function move(event: KeyboardEvent): void {
    if (event.key === 'Escape' && !popup.hidden) {
      event.preventDefault(); // otherwise the browser would also empty the input
      latest++; // an answer still under way is dropped
      input.focus();
      popup.hidden = true;
    }
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (step === undefined || popup.hidden) return;
    const stops = [input, ...list.querySelectorAll<HTMLElement>('a')];
    const at = stops.findIndex((stop) => stop === host.shadowRoot!.activeElement);
    const next = stops[at + step];
    if (!next) return;
    event.preventDefault();
    next.focus();
  }

  return {
    search,
    searchByImage: (image) =>
      void answer((recommender) => recommender.searchByImage(image, { limit: host.limit })),
  };
}

/** Whether an item has the words of the text. An image has no words. */
function hasWords({ coverage = 1 }: Shelf): boolean {
  return coverage >= FOUND;
}

/** A shelf whose first items are those that are in sight already. */
function below(inSight: Shelf | undefined, shelf: Shelf, limit: number): Shelf {
  if (!inSight) return shelf;
  const ids = new Set(inSight.items.map(({ objectID }) => objectID));
  const others = shelf.items.filter(({ objectID }) => !ids.has(objectID));
  return { ...shelf, items: [...inSight.items, ...others].slice(0, limit) };
}
