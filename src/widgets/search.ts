import { arrived } from '../errors.ts';
import { warn } from '../page/warn.ts';
import type { Recommender } from '../types.ts';
import commonCss from './css/common.css?inline';
import searchCss from './css/search.css?inline';
import { sheetOf } from './css/sheet.ts';
import { ElementBase, setOrRemove, upgradeProperties } from './element-base.ts';
import { h } from './h.ts';
import type { ImageButton } from './image-button.ts';
import { languageOf } from './language.ts';
import { RecommenderController } from './recommender-controller.ts';
import type { SearchPopup } from './search-popup.ts';

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
  readonly #landmark = h('div', { part: 'search', role: 'search', hidden: true }, this.#form);
  #imageButton: ImageButton | undefined;
  #offeredFor: Recommender | undefined;
  #loading: Promise<typeof import('./search-popup.ts')> | undefined;
  #popup: SearchPopup | undefined;
  #timer: ReturnType<typeof setTimeout> | undefined;

  constructor() {
    super();
    const root = this.attachShadow({ mode: 'open' });
    root.adoptedStyleSheets = [sheetOf(commonCss), sheetOf(searchCss)];
    root.append(this.#fallback, this.#landmark);
    const search = (typing: boolean) =>
      this.#ask((popup) => {
        popup.search(this.#input.value, typing);
      });
    this.#input.addEventListener('focus', () => void this.#ask(() => undefined));
    this.#input.addEventListener('input', () => {
      clearTimeout(this.#timer);
      this.#timer = setTimeout(() => void search(true), TYPING_PAUSE);
    });
    this.#form.addEventListener('submit', (event) => {
      if (this.#form.hasAttribute('action')) return; // the shop's own page of results answers
      event.preventDefault();
      clearTimeout(this.#timer);
      void search(false);
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
      void this.#ask((popup) => {
        popup.searchByImage(image);
      });
    });
    this.attributeChangedCallback();
  }

  /** Has the popup answer, whose code comes with the first use. */
  async #ask(answer: (popup: SearchPopup) => void): Promise<void> {
    const loading = (this.#loading ??= arrived(() => import('./search-popup.ts')));
    try {
      const { createSearchPopup } = await loading;
      answer((this.#popup ??= createSearchPopup(this, this.#input, this.#controller)));
    } catch (error) {
      this.#loading = undefined; // the next use tries again
      warn(error);
    }
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'vitrine-search': VitrineSearch;
  }
}
