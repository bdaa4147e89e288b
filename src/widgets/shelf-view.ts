import { arrived } from '../errors.ts';
import { warn } from '../page/warn.ts';
import type { Shelf, ShelfItem } from '../types.ts';
import commonCss from './css/common.css?inline';
import { sheetOf } from './css/sheet.ts';
import shelfCss from './css/shelf.css?inline';
import type { ShelfFinish } from './finish-shelf.ts';
import { h } from './h.ts';
import type { ImageSource } from './item-image.ts';
import { nextFrame } from './next-frame.ts';
import type { ShopCards } from './shop-cards.ts';
import { shelfControls } from './why.ts';

/** So many cards fit into a frame on a slow phone. */
const CARDS_PER_FRAME = 2;
const MAX_OUTLINES = 100;

/** Creates the parts of a card. */
export interface CardFactory {
  /** The template of the shop's own card, if the shop gave one. */
  readonly template: HTMLTemplateElement | null;
  /** BCP 47. */
  readonly language: string;
  readonly images: ImageSource;
  /** The card for a shop without a template. */
  defaultCard(item: ShelfItem): HTMLElement;
  /** What is added once the cards are there. */
  readonly finish: ShelfFinish;
  /** The buttons that the shop's own code answers. */
  actions(item: ShelfItem, position: number): HTMLElement[];
  /** The reasons, and the buttons to answer. */
  why(item: ShelfItem, position: number): HTMLElement;
}

/** The shadow tree of a shelf: the shop's fallback, or a labelled region with a list. */
export class ShelfView {
  #latest = 0;
  #shopCards: ShopCards | undefined;
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
    return isInUse(this.#section, ':hover, :focus-within');
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
    if (this.factory.template && !this.#shopCards) {
      const { ShopCards } = await arrived(() => import('./shop-cards.ts'));
      this.#shopCards ??= new ShopCards(this.host, () => void this.show({ items: [] }));
      if (call !== this.#latest) return;
    }
    const focused = this.#focusedPosition();
    const atOnce = this.#list.hasChildNodes() ? items.length : CARDS_PER_FRAME;
    this.#shopCards?.clear();
    const cards = (from: number, to: number) =>
      items.slice(from, to).map((item, i) => this.#card(item, from + i));
    this.#list.replaceChildren(...cards(0, atOnce));
    this.#list.classList.add('filling');
    this.wait(0);
    this.#fallback.hidden = items.length > 0;
    this.#section.hidden = items.length === 0;
    if (focused !== undefined) this.#focus(Math.min(focused, items.length - 1));
    for (let from = atOnce; from < items.length; from += CARDS_PER_FRAME) {
      await nextFrame();
      if (call !== this.#latest) return; // another list has replaced this one
      this.#list.append(...cards(from, from + CARDS_PER_FRAME));
    }
    this.#list.classList.remove('filling');
    if (items.length === 0) return;
    shelfControls()
      .then(({ finishShelf }) => {
        if (call === this.#latest) finishShelf(this.#section, items, this.factory.finish);
      })
      .catch(warn);
  }

  #card(item: ShelfItem, position: number): HTMLElement {
    const { template, language, images } = this.factory;
    const face =
      template && this.#shopCards
        ? this.#shopCards.add(template, item, { position, language, images })
        : this.factory.defaultCard(item);
    const foot = h(
      'div',
      { class: 'foot' },
      this.factory.why(item, position),
      ...this.factory.actions(item, position),
    );
    return h('li', { part: 'card', class: 'card' }, face, foot);
  }

  #focusedPosition(): number | undefined {
    const position = [...this.#list.children].findIndex((card) => isInUse(card, ':focus-within'));
    return position < 0 ? undefined : position;
  }

  #focus(position: number): void {
    this.#list.children[position]?.querySelector('summary')?.focus({ preventScroll: true });
  }
}

/** Pointer and focus do not count for what is around an open panel, because that lies over the page. */
function isInUse(element: Element, states: string): boolean {
  return element.matches(states) || element.querySelector('[open]') !== null;
}
