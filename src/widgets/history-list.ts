import type { Profile } from '../types.ts';
import { h } from './h.ts';
import { replaceKeepingFocus } from './keep-focus.ts';
import { foundIn, pastEvents, type PastEvent } from './past-events.ts';
import type { PanelLanguage } from './strings/panel/load-panel-strings.ts';

/** How many events are shown at first, and how many more with each press of the button. */
const PAGE = 8;

/** What the shopper did, with a search over it, and a button for each that forgets it. */
export class HistoryList {
  readonly #heading = h('h3', { id: 'history' });
  readonly #label = h('label', { for: 'find' });
  readonly #find = h('input', { type: 'search', id: 'find', part: 'input', autocomplete: 'off' });
  readonly #list = h('ul', { role: 'list', class: 'rows', part: 'history', 'aria-labelledby': 'history' });
  readonly #none = h('p', { class: 'status', role: 'status' });
  readonly #more = h('button', { type: 'button', part: 'button', class: 'more' });
  readonly element = h(
    'div',
    { class: 'block' },
    this.#heading,
    h('div', { class: 'find' }, this.#label, this.#find),
    this.#list,
    this.#none,
    this.#more,
  );
  #past: readonly PastEvent[] = [];
  #language: PanelLanguage | undefined;
  #shown = PAGE;

  /** @param forget Called with what the shopper wants to be forgotten. */
  constructor(private readonly forget: (past: PastEvent) => void) {
    this.#find.addEventListener('input', () => {
      this.#shown = PAGE;
      this.#render();
    });
    this.#more.addEventListener('click', () => {
      const next = this.#shown;
      this.#shown += PAGE;
      this.#render();
      this.#list.children[next]?.querySelector('button')?.focus(); // the button may be gone
    });
  }

  show(profile: Pick<Profile, 'events' | 'titles'>, language: PanelLanguage): void {
    const { words } = language;
    this.#past = pastEvents(profile);
    this.#language = language;
    this.element.hidden = this.#past.length === 0;
    this.#heading.textContent = words.history;
    this.#label.textContent = words.find;
    this.#more.textContent = words.more;
    this.#render();
  }

  #render(): void {
    if (!this.#language) return;
    const { tag, words, strings } = this.#language;
    const found = foundIn(this.#past, this.#find.value, (kind) => words.did[kind]);
    const time = new Intl.DateTimeFormat(tag, { dateStyle: 'medium', timeStyle: 'short' });
    const items = found.slice(0, this.#shown).map((past, i) =>
      h(
        'li',
        { part: 'event' },
        h(
          'div',
          { id: `event-${i}` },
          h('span', { class: 'did' }, words.did[past.kind]),
          ' ',
          ...past.what.flatMap((title, n) => [n > 0 ? ', ' : '', h('bdi', {}, title)]),
        ),
        h('time', { datetime: new Date(past.at).toISOString(), class: 'status' }, time.format(past.at)),
        h(
          'button',
          {
            type: 'button',
            part: 'button',
            id: `forget-${i}`,
            'aria-labelledby': `forget-${i} event-${i}`,
            'data-key': past.key,
            onclick: () => {
              this.forget(past);
            },
          },
          words.forget,
        ),
      ),
    );
    replaceKeepingFocus(this.#list, items, this.#find);
    this.#none.textContent = found.length > 0 ? '' : strings.search.none;
    this.#more.hidden = found.length <= this.#shown;
  }
}
