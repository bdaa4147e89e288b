/** Cards that the shop's own template makes. A chunk of its own, which pages without such a template do not load. */
import type { ShelfItem } from '../types.ts';
import canvasCss from './css/canvas.css?inline';
import { adoptFirst, sheetOf } from './css/sheet.ts';
import { h } from './h.ts';
import { cardsOf, cardSlot, hideCards } from './hidden-cards.ts';
import type { ImageSource } from './item-image.ts';
import { templateCard } from './template-card.ts';

/** So often another script may take cards away before they are left to it. */
const MAX_RESTORED = 20;

/** The shop's own cards: children of a shelf, which slots in its shadow tree show. */
export class ShopCards {
  #cards: HTMLElement[] = [];
  #restored = 0;
  readonly #observer = new MutationObserver(() => {
    this.#restore();
  });

  /** @param onLost Called if another script goes on taking cards away. */
  constructor(
    private readonly host: HTMLElement,
    private readonly onLost: () => void,
  ) {
    hideCards(Object.getPrototypeOf(host) as object);
    adoptFirst(host.getRootNode() as Document | ShadowRoot, sheetOf(canvasCss));
    this.#observer.observe(host, { childList: true });
  }

  /** Takes away all cards. */
  clear(): void {
    this.#cards = [];
    for (const card of cardsOf(this.host)) card.remove();
  }

  /**
   * Puts an item's card before the shop's own children: see `hideCards`.
   *
   * @param language BCP 47.
   * @returns The slot that shows it.
   */
  add(
    template: HTMLTemplateElement,
    item: ShelfItem,
    { position, language, images }: { position: number; language: string; images: ImageSource },
  ): HTMLSlotElement {
    const slot = cardSlot(position);
    const card = h('div', { slot }, templateCard(template, item, language, images));
    this.#cards.push(card);
    this.host.insertBefore(card, this.host.firstChild);
    return h('slot', { name: slot });
  }

  /** Puts back what another script has taken away. */
  #restore(): void {
    const missing = this.#cards.filter(({ parentNode }) => parentNode !== this.host);
    if (missing.length === 0) return;
    if (++this.#restored > MAX_RESTORED) {
      this.#observer.disconnect();
      this.onLost();
    } else this.host.prepend(...missing);
  }
}
