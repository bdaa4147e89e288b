import { warn } from '../page/warn.ts';
import type { Shelf, ShelfItem } from '../types.ts';
import canvasCss from './css/canvas.css?inline';
import commonCss from './css/common.css?inline';
import { adoptFirst, sheetOf } from './css/sheet.ts';
import shelfCss from './css/shelf.css?inline';
import { h } from './h.ts';
import { cardsOf, cardSlot } from './hidden-cards.ts';
import { nextFrame } from './next-frame.ts';
import type { Strings } from './strings/strings.ts';
import { shelfControls } from './why.ts';

/** So many cards fit into a frame on a slow phone. */
const CARDS_PER_FRAME = 2;
/** So often a script may take cards away before they are left to it. */
const MAX_RESTORED = 20;
const MAX_OUTLINES = 100;

/** Creates the parts of a card. */
export interface CardFactory {
  /** The shop's own card, if the shop gave a template. */
  shopCard(item: ShelfItem): DocumentFragment | undefined;
  /** The card for a shop without a template. */
  defaultCard(item: ShelfItem): HTMLElement;
  strings(): Strings;
  /** The buttons that the shop's own code answers. */
  actions(item: ShelfItem, position: number): HTMLElement[];
  /** The reasons, and the buttons to answer. */
  why(item: ShelfItem, position: number): HTMLElement;
}

/** The shadow tree of a shelf: the shop's fallback, or a labelled region with a list. */
export class ShelfView {
  #latest = 0;
  #hasControls = false;
  /** The shop's own cards, and how often another script has taken some of them away. */
  #cards: HTMLElement[] = [];
  #restored = 0;
  readonly #observer = new MutationObserver(() => {
    this.#restore();
  });
  readonly #fallback = h('slot', { class: 'fallback' });
  readonly #heading = h('h2', { part: 'heading', id: 'heading' });
  readonly #head = h('div', { class: 'head' }, this.#heading);
  readonly #list = h('ul', { part: 'list', class: 'list', role: 'list' });
  readonly #section = h(
    'section',
    { part: 'shelf', 'aria-labelledby': 'heading', hidden: true },
    this.#head,
    this.#list,
  );
  readonly #skeleton = h('div', { class: 'list', part: 'skeleton', 'aria-hidden': 'true', hidden: true });
  readonly #status = h('p', { role: 'status', class: 'visually-hidden' });

  constructor(
    private readonly host: HTMLElement,
    private readonly factory: CardFactory,
    onClick: (position: number) => void,
  ) {
    const root = host.attachShadow({ mode: 'open' });
    root.adoptedStyleSheets = [sheetOf(commonCss), sheetOf(shelfCss)];
    root.append(this.#fallback, this.#skeleton, this.#section, this.#status);
    this.#list.addEventListener('click', (event) => {
      const path = event.composedPath();
      const inFoot = path.some((node) => node instanceof Element && node.className === 'foot');
      const position = [...this.#list.children].findIndex((card) => path.includes(card));
      if (!inFoot && position >= 0) onClick(position);
    });
  }

  set heading(text: string) {
    this.#heading.textContent = text;
  }

  /** Whether the pointer or the focus is on the shelf, so that a change would pull a card away from it. */
  get inUse(): boolean {
    return this.#section.matches(':hover, :focus-within');
  }

  /** Shows the outlines of so many cards. They go by themselves once there is an answer. */
  wait(cards: number): void {
    this.#skeleton.hidden = cards === 0;
    const outline = () => h('div', { class: 'card' }, h('span', { class: 'image' }));
    this.#skeleton.replaceChildren(...Array.from({ length: Math.min(cards, MAX_OUTLINES) }, outline));
  }

  setStatus(text: string): void {
    this.#status.textContent = text;
  }

  /** Shows items: the first time a few cards in each frame, later all at once, because the shopper is looking already. */
  async show({ items }: Pick<Shelf, 'items'>): Promise<void> {
    const call = ++this.#latest;
    const focused = this.#focusedPosition();
    const atOnce = this.#list.hasChildNodes() ? items.length : CARDS_PER_FRAME;
    this.#cards = [];
    for (const card of cardsOf(this.host)) card.remove();
    const cards = (from: number, to: number) =>
      items.slice(from, to).map((item, i) => this.#card(item, from + i));
    this.#list.replaceChildren(...cards(0, atOnce));
    this.#list.classList.add('filling');
    this.wait(0);
    this.#fallback.hidden = items.length > 0;
    this.#section.hidden = items.length === 0;
    if (focused !== undefined) this.#focus(Math.min(focused, items.length - 1));
    if (items.length > 0) this.#addControls();
    for (let from = atOnce; from < items.length; from += CARDS_PER_FRAME) {
      await nextFrame();
      if (call !== this.#latest) return; // another list has replaced this one
      this.#list.append(...cards(from, from + CARDS_PER_FRAME));
    }
    this.#list.classList.remove('filling');
  }

  /** Arrows, and one stop of the Tab key: no shopper needs them before the cards are there. */
  #addControls(): void {
    if (this.#hasControls) return;
    this.#hasControls = true;
    shelfControls()
      .then(({ addRowControls }) => {
        addRowControls(this.#list, this.#head, this.factory.strings());
      })
      .catch(warn);
  }

  #card(item: ShelfItem, position: number): HTMLElement {
    const shopCard = this.factory.shopCard(item);
    const slot = cardSlot(position);
    if (shopCard) {
      adoptFirst(this.host.getRootNode() as Document | ShadowRoot, sheetOf(canvasCss));
      this.#add(h('div', { slot }, shopCard));
    }
    const face = shopCard ? h('slot', { name: slot }) : this.factory.defaultCard(item);
    const foot = h(
      'div',
      { class: 'foot' },
      this.factory.why(item, position),
      ...this.factory.actions(item, position),
    );
    return h('li', { part: 'card', class: 'card' }, face, foot);
  }

  /** Puts a card before the shop's own children: see `hideCards`. */
  #add(card: HTMLElement): void {
    if (this.#cards.length === 0) this.#observer.observe(this.host, { childList: true });
    this.#cards.push(card);
    this.host.insertBefore(card, this.host.firstChild);
  }

  /** Puts back what another script has taken away. If that goes on, the shop's fallback is shown. */
  #restore(): void {
    const missing = this.#cards.filter(({ parentNode }) => parentNode !== this.host);
    if (missing.length === 0) return;
    if (++this.#restored > MAX_RESTORED) {
      this.#observer.disconnect();
      void this.show({ items: [] });
    } else this.host.prepend(...missing);
  }

  #focusedPosition(): number | undefined {
    const position = [...this.#list.children].findIndex((card) => card.matches(':focus-within'));
    return position < 0 ? undefined : position;
  }

  #focus(position: number): void {
    this.#list.children[position]?.querySelector('summary')?.focus({ preventScroll: true });
  }
}
