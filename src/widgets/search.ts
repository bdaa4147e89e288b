import { VitrineError } from '../errors.ts';
import { warn } from '../page/warn.ts';
import type { Recommender, Shelf } from '../types.ts';
import { defaultCard } from './card.ts';
import commonCss from './css/common.css?inline';
import searchCss from './css/search.css?inline';
import { sheetOf } from './css/sheet.ts';
import { ElementBase, setOrRemove, takeEarlyProperties } from './element-base.ts';
import { fire } from './events.ts';
import { h } from './h.ts';
import { fill, languageOf } from './language.ts';
import { RecommenderLink } from './recommender-controller.ts';
import type { PhotoButton } from './search-image.ts';
import { noteTitles } from './titles.ts';

/** Milliseconds without a key before a search starts. */
const TYPING = 200;

/**
 * `<vitrine-search>`: a search form whose results come while the shopper types. Its own content, such as the shop's
 * own form, is what shows until there is a recommender.
 */
export class VitrineSearch extends ElementBase {
  static readonly observedAttributes = ['limit', 'placeholder', 'action', 'name'];

  readonly #link = new RecommenderLink(this, (recommender) => {
    this.#open();
    return this.#offerPhotos(recommender);
  });
  readonly #fallback = h('slot');
  readonly #input = h('input', { part: 'input', type: 'search', autocomplete: 'off', spellcheck: 'false' });
  readonly #button = h('button', { part: 'button', type: 'submit' });
  readonly #form = h('form', { part: 'form' }, this.#input, this.#button);
  readonly #status = h('p', { part: 'status', class: 'status', role: 'status' });
  readonly #list = h('ul', { part: 'list', class: 'list', role: 'list' });
  readonly #popup = h('div', { part: 'popup', class: 'popup', hidden: true }, this.#status, this.#list);
  readonly #landmark = h('div', { part: 'search', role: 'search', hidden: true }, this.#form, this.#popup);
  #photo: PhotoButton | undefined;
  #offered: Recommender | undefined;
  #shown: Shelf | undefined;
  #timer: ReturnType<typeof setTimeout> | undefined;
  #latest = 0;

  constructor() {
    super();
    const root = this.attachShadow({ mode: 'open' });
    root.adoptedStyleSheets = [sheetOf(commonCss), sheetOf(searchCss)];
    root.append(this.#fallback, this.#landmark);
    this.#input.addEventListener('input', () => {
      clearTimeout(this.#timer);
      this.#timer = setTimeout(() => void this.#search(), TYPING);
    });
    this.#form.addEventListener('submit', (event) => {
      if (this.#form.hasAttribute('action')) return; // the shop's own page of results
      event.preventDefault();
      clearTimeout(this.#timer);
      void this.#search();
    });
    this.#list.addEventListener('click', (event) => {
      this.#select(event);
    });
    this.addEventListener('keydown', (event) => {
      this.#key(event);
    });
    this.addEventListener('focusout', ({ relatedTarget }) => {
      if (!(relatedTarget instanceof Node && (this === relatedTarget || this.contains(relatedTarget))))
        setTimeout(() => {
          if (!this.matches(':focus-within')) this.#popup.hidden = true;
        });
    });
    this.#input.addEventListener('focus', () => {
      this.#popup.hidden = this.#status.textContent === '';
    });
  }

  /** 1 to 100. Default 8. */
  get limit(): number {
    return Number(this.getAttribute('limit') ?? 8);
  }
  set limit(limit: number) {
    this.setAttribute('limit', String(limit));
  }

  get placeholder(): string {
    return this.getAttribute('placeholder') ?? '';
  }
  set placeholder(placeholder: string) {
    this.setAttribute('placeholder', placeholder);
  }

  /** The shop's own page of results, to go to on Enter. */
  get action(): string | undefined {
    return this.getAttribute('action') ?? undefined;
  }
  set action(action: string | undefined) {
    setOrRemove(this, 'action', action);
  }

  /** Of the query in that page's address. Default `q`. */
  get name(): string {
    return this.getAttribute('name') ?? 'q';
  }
  set name(name: string) {
    this.setAttribute('name', name);
  }

  /** Another recommender than the page's. */
  get recommender(): Recommender | Promise<Recommender> | undefined {
    return this.#link.own;
  }
  set recommender(recommender: Recommender | Promise<Recommender> | undefined) {
    this.#link.own = recommender;
  }

  connectedCallback(): void {
    takeEarlyProperties(this, ['limit', 'placeholder', 'action', 'name', 'recommender']);
    this.attributeChangedCallback();
    this.#link.connect();
  }

  disconnectedCallback(): void {
    clearTimeout(this.#timer);
    this.#link.disconnect();
  }

  attributeChangedCallback(): void {
    const { search } = languageOf(this).strings;
    this.#input.placeholder = this.placeholder;
    this.#input.name = this.name;
    this.#input.setAttribute('aria-label', search.label);
    this.#button.textContent = search.button;
    this.#photo?.name(search.photo);
    setOrRemove(this.#form, 'action', this.action);
  }

  #open(): void {
    this.#fallback.hidden = true;
    this.#landmark.hidden = false;
  }

  /** Where the pack has pictures, a photo may be searched by. */
  async #offerPhotos(recommender: Recommender): Promise<void> {
    if (this.#offered === recommender) return;
    this.#offered = recommender;
    const { pictures } = await recommender.profile();
    const { addPhotoButton } = pictures ? await import('./search-image.ts') : {};
    if (this.#offered !== recommender) return;
    this.#photo?.remove();
    this.#photo = addPhotoButton?.(this, this.#button, (photo) => {
      this.#input.value = '';
      this.#input.focus(); // results show beside what has the focus
      void this.#answer((asked) => asked.searchByImage(photo, { limit: this.limit }));
    });
    this.attributeChangedCallback();
  }

  async #search(): Promise<void> {
    const text = this.#input.value.trim();
    if (text === '') {
      this.#latest++;
      this.#say('');
      return;
    }
    await this.#answer((recommender) => recommender.search(text, { limit: this.limit }));
  }

  async #answer(ask: (recommender: Recommender) => Promise<Shelf>): Promise<void> {
    const call = ++this.#latest;
    const { search } = languageOf(this).strings;
    if (!this.#link.ready) {
      this.#say('');
      return;
    }
    this.#say(search.busy);
    try {
      const shelf = await ask(this.#link.ready);
      if (call !== this.#latest) return;
      this.#show(shelf);
    } catch (error) {
      warn(error);
      const unreadable = error instanceof VitrineError && error.code === 'bad-argument';
      if (call === this.#latest) this.#say(unreadable ? search.unreadable : search.failed);
    }
  }

  #show(shelf: Shelf): void {
    const language = languageOf(this);
    const { search } = language.strings;
    const count = new Intl.NumberFormat(language.tag).format(shelf.items.length);
    this.#shown = shelf;
    noteTitles(shelf.items);
    this.#list.replaceChildren(
      ...shelf.items.map((item) => h('li', { part: 'result' }, defaultCard(item, language))),
    );
    this.#say(shelf.items.length > 0 ? fill(search.results, { count }) : search.none);
    fire(this, 'vitrine-show', { shelf });
  }

  #say(text: string): void {
    this.#status.textContent = text;
    this.#popup.hidden = text === '' || !this.matches(':focus-within');
    if (text === '') this.#list.replaceChildren();
  }

  #select(event: Event): void {
    const path = event.composedPath();
    const position = [...this.#list.children].findIndex((result) => path.includes(result));
    const item = this.#shown?.items[position];
    if (!this.#shown || !item) return;
    fire(this, 'vitrine-select', { item, position, queryID: this.#shown.queryID });
    this.#link.ready
      ?.track('select_item', { items: [{ item_id: item.objectID }], queryID: this.#shown.queryID })
      .catch(warn);
  }

  /** Down and up go through the results as through a list, Escape closes them. */
  #key(event: KeyboardEvent): void {
    if (event.key === 'Escape' && !this.#popup.hidden) {
      event.preventDefault(); // else the browser would empty the box as well
      this.#latest++; // what is on its way is no longer asked for
      this.#input.focus();
      this.#popup.hidden = true;
    }
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (step === undefined || this.#popup.hidden) return;
    const stops = [this.#input, ...this.#list.querySelectorAll<HTMLElement>('a')];
    const at = stops.findIndex((stop) => stop === this.shadowRoot!.activeElement);
    const next = stops[at + step];
    if (!next) return;
    event.preventDefault();
    next.focus();
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'vitrine-search': VitrineSearch;
  }
}
