import type { Shelf, ShelfItem } from '../types.ts';
import commonCss from './css/common.css?inline';
import { sheetOf } from './css/sheet.ts';
import shelfCss from './css/shelf.css?inline';
import { h } from './h.ts';
import { ownFrame } from './next-frame.ts';

/** Cards that a frame has time for on a slow phone. */
const A_FRAME = 2;
const CARD_SLOT = 'vitrine-card-';

/** What a shelf's view asks of its element. */
export interface Cards {
  /** The shop's own card, if it has one. */
  own(item: ShelfItem): DocumentFragment | undefined;
  /** What else a card shows. */
  standard(item: ShelfItem): HTMLElement;
  /** Reasons and answers. */
  why(item: ShelfItem, position: number): HTMLElement;
}

/** The shadow tree of a shelf: the shop's fallback, or a labelled region with a list. */
export class ShelfView {
  #latest = 0;
  readonly #fallback = h('slot', { class: 'fallback' });
  readonly #heading = h('h2', { part: 'heading', id: 'heading' });
  readonly #list = h('ul', { part: 'list', class: 'list', role: 'list' });
  readonly #section = h(
    'section',
    { part: 'shelf', 'aria-labelledby': 'heading', hidden: true },
    this.#heading,
    this.#list,
  );
  readonly #status = h('p', { role: 'status', class: 'unseen' });

  constructor(
    private readonly host: HTMLElement,
    private readonly cards: Cards,
    clicked: (position: number) => void,
  ) {
    const root = host.attachShadow({ mode: 'open' });
    root.adoptedStyleSheets = [sheetOf(commonCss), sheetOf(shelfCss)];
    root.append(this.#fallback, this.#section, this.#status);
    this.#list.addEventListener('click', (event) => {
      const path = event.composedPath();
      const inWhy = path.some((node) => node instanceof HTMLDetailsElement);
      const position = [...this.#list.children].findIndex((card) => path.includes(card));
      if (!inWhy && position >= 0) clicked(position);
    });
  }

  set heading(text: string) {
    this.#heading.textContent = text;
  }

  /** Whether a change now would pull a card from under the pointer or the focus. */
  get inUse(): boolean {
    return this.#section.matches(':hover, :focus-within');
  }

  get hasFallback(): boolean {
    return this.#fallback
      .assignedNodes()
      .some((node) => !(node instanceof HTMLTemplateElement) && node.textContent?.trim() !== '');
  }

  say(text: string): void {
    this.#status.textContent = text;
  }

  /** Shows items. The first time they come a few a frame; later at once, since the shopper is there already. */
  async show({ items }: Pick<Shelf, 'items'>): Promise<void> {
    const call = ++this.#latest;
    const focused = this.#focusedPosition();
    const atOnce = this.#list.hasChildNodes() ? items.length : A_FRAME;
    for (const card of this.host.querySelectorAll(`:scope > [slot^="${CARD_SLOT}"]`)) card.remove();
    const cards = (from: number, to: number) =>
      items.slice(from, to).map((item, i) => this.#card(item, from + i));
    this.#list.replaceChildren(...cards(0, atOnce));
    this.#fallback.hidden = items.length > 0;
    this.#section.hidden = items.length === 0;
    if (focused !== undefined) this.#focus(Math.min(focused, items.length - 1));
    for (let from = atOnce; from < items.length; from += A_FRAME) {
      await ownFrame();
      if (call !== this.#latest) return; // another list has come
      this.#list.append(...cards(from, from + A_FRAME));
    }
  }

  #card(item: ShelfItem, position: number): HTMLElement {
    const own = this.cards.own(item);
    const slot = `${CARD_SLOT}${position}`;
    if (own) this.host.append(h('div', { slot }, own));
    const face = own ? h('slot', { name: slot }) : this.cards.standard(item);
    return h('li', { part: 'card', class: 'card' }, face, this.cards.why(item, position));
  }

  #focusedPosition(): number | undefined {
    const position = [...this.#list.children].findIndex((card) => card.matches(':focus-within'));
    return position < 0 ? undefined : position;
  }

  #focus(position: number): void {
    this.#list.children[position]?.querySelector('summary')?.focus({ preventScroll: true });
  }
}
