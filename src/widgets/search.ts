import { arrived, VitrineError } from '../errors.ts';
import { warn } from '../page/warn.ts';
import type { Recommender, Shelf } from '../types.ts';
import { defaultCard } from './card.ts';
import commonCss from './css/common.css?inline';
import searchCss from './css/search.css?inline';
import { sheetOf } from './css/sheet.ts';
import { ElementBase, setOrRemove, upgradeProperties } from './element-base.ts';
import { fire } from './events.ts';
import { h } from './h.ts';
import type { ImageButton } from './image-button.ts';
import { fill, languageOf } from './language.ts';
import { RecommenderController } from './recommender-controller.ts';
import { rememberTitles } from './titles.ts';

/** Milliseconds without a keystroke after which a search starts. */
const TYPING_PAUSE = 200;

/**
 * `<vitrine-search>`: a search form with results that come while the shopper types. Its content, such as the shop's own
 * form, is the fallback, shown until the recommender has started.
 */
export class VitrineSearch extends ElementBase {
  static readonly observedAttributes = ['limit', 'placeholder', 'action', 'name'];

  readonly #controller = new RecommenderController(this, (recommender) => {
    this.#open();
    return this.#offerImageSearch(recommender);
  });
  readonly #fallback = h('slot');
  readonly #input = h('input', { part: 'input', type: 'search', autocomplete: 'off', spellcheck: 'false' });
  readonly #button = h('button', { part: 'button', type: 'submit' });
  readonly #form = h('form', { part: 'form' }, this.#input, this.#button);
  readonly #status = h('p', { part: 'status', class: 'status', role: 'status' });
  readonly #list = h('ul', { part: 'list', class: 'list', role: 'list' });
  readonly #popup = h('div', { part: 'popup', class: 'popup', hidden: true }, this.#status, this.#list);
  readonly #landmark = h('div', { part: 'search', role: 'search', hidden: true }, this.#form, this.#popup);
  #imageButton: ImageButton | undefined;
  #offeredFor: Recommender | undefined;
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
      this.#timer = setTimeout(() => void this.#search(), TYPING_PAUSE);
    });
    this.#form.addEventListener('submit', (event) => {
      if (this.#form.hasAttribute('action')) return; // the shop's own page of results answers
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

  /** How many results at most, 1 to 100. Default 8. */
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

  /** Address of the shop's own page of results, opened by Enter. */
  get action(): string | undefined {
    return this.getAttribute('action') ?? undefined;
  }
  set action(action: string | undefined) {
    setOrRemove(this, 'action', action);
  }

  /** Name of the query parameter that `action` gets. Default `q`. */
  get name(): string {
    return this.getAttribute('name') ?? 'q';
  }
  set name(name: string) {
    this.setAttribute('name', name);
  }

  /** Replaces the page's recommender for this element. */
  get recommender(): Recommender | Promise<Recommender> | undefined {
    return this.#controller.own;
  }
  set recommender(recommender: Recommender | Promise<Recommender> | undefined) {
    this.#controller.own = recommender;
  }

  connectedCallback(): void {
    upgradeProperties(this, ['limit', 'placeholder', 'action', 'name', 'recommender']);
    this.attributeChangedCallback();
    this.#controller.connect();
  }

  disconnectedCallback(): void {
    clearTimeout(this.#timer);
    this.#controller.disconnect();
  }

  attributeChangedCallback(): void {
    const { search } = languageOf(this).strings;
    this.#input.placeholder = this.placeholder;
    this.#input.name = this.name;
    this.#input.setAttribute('aria-label', search.label);
    this.#button.textContent = search.button;
    this.#imageButton?.label(search.byImage);
    setOrRemove(this.#form, 'action', this.action);
  }

  #open(): void {
    this.#fallback.hidden = true;
    this.#landmark.hidden = false;
  }

  /** Adds a button to search by image, if the pack has images. */
  async #offerImageSearch(recommender: Recommender): Promise<void> {
    if (this.#offeredFor === recommender) return;
    this.#offeredFor = recommender;
    const { images } = await recommender.profile();
    const { addImageButton } = images ? await arrived(() => import('./image-button.ts')) : {};
    if (this.#offeredFor !== recommender) return;
    this.#imageButton?.remove();
    this.#imageButton = addImageButton?.(this, this.#button, (image) => {
      this.#input.value = '';
      this.#input.focus(); // results show only while the element has the focus
      void this.#answer((ready) => ready.searchByImage(image, { limit: this.limit }));
    });
    this.attributeChangedCallback();
  }

  async #search(): Promise<void> {
    const text = this.#input.value.trim();
    if (text === '') {
      this.#latest++;
      this.#setStatus('');
      return;
    }
    await this.#answer((recommender) => recommender.search(text, { limit: this.limit }));
  }

  async #answer(ask: (recommender: Recommender) => Promise<Shelf>): Promise<void> {
    const call = ++this.#latest;
    const { search } = languageOf(this).strings;
    if (!this.#controller.ready) {
      this.#setStatus('');
      return;
    }
    this.#setStatus(search.busy);
    try {
      const shelf = await ask(this.#controller.ready);
      if (call !== this.#latest) return;
      this.#show(shelf);
    } catch (error) {
      warn(error);
      const notAnImage = error instanceof VitrineError && error.code === 'bad-argument';
      if (call === this.#latest) this.#setStatus(notAnImage ? search.notAnImage : search.failed);
    }
  }

  #show(shelf: Shelf): void {
    const language = languageOf(this);
    const { search } = language.strings;
    const count = new Intl.NumberFormat(language.tag).format(shelf.items.length);
    this.#shown = shelf;
    const images = { mode: shelf.images, recommender: this.#controller.ready };
    rememberTitles(shelf.items);
    this.#list.replaceChildren(
      ...shelf.items.map((item) => h('li', { part: 'result' }, defaultCard(item, language, images))),
    );
    this.#setStatus(shelf.items.length > 0 ? fill(search.results, { count }) : search.none);
    fire(this, 'vitrine-show', { shelf });
  }

  #setStatus(text: string): void {
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
    this.#controller.ready
      ?.track('select_item', { items: [{ item_id: item.objectID }], queryID: this.#shown.queryID })
      .catch(warn);
  }

  /** The arrow keys move through the results, Escape closes them. */
  #key(event: KeyboardEvent): void {
    if (event.key === 'Escape' && !this.#popup.hidden) {
      event.preventDefault(); // otherwise the browser would also empty the input
      this.#latest++; // an answer still under way is dropped
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
