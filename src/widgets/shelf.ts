import { VitrineError } from '../errors.ts';
import { warn } from '../page/warn.ts';
import type { EventParameters, Recommender, RecommendOptions, Shelf, ShelfItem } from '../types.ts';
import type { BundleOptions } from './bundle.ts';
import { cardActions, type CardAction } from './card-actions.ts';
import { defaultCard } from './card.ts';
import { compositionOf, connect, type Member, type Taken } from './composition.ts';
import { upgradeProperties } from './element-base.ts';
import { fire } from './events.ts';
import { hasContent } from './fallback.ts';
import type { ImageSource } from './item-image.ts';
import { languageOf } from './language.ts';
import { nextFrame } from './next-frame.ts';
import { RecommenderController } from './recommender-controller.ts';
import { ShelfView } from './shelf-view.ts';
import { SHELF_PROPERTIES, ShelfAttributes } from './shelf-attributes.ts';
import { shelfHeading } from './shelf-heading.ts';
import { rememberTitles, titlesById } from './titles.ts';
import { shelfControls, why } from './why.ts';
import type { Feedback } from './why-options.ts';

/** Ids that the shopper answered "Not for me" to on this page. No shelf shows them, whatever its model. */
const hiddenIds = new Set<string>();

/**
 * `<vitrine-shelf>`: a row of recommended products. Its content is the fallback, shown until products arrive and if there
 * are none. A `<template>` in it is the shop's own card.
 */
export class VitrineShelf extends ShelfAttributes {
  readonly #controller = new RecommenderController(
    this,
    (recommender) => this.#refresh(recommender),
    () => {
      this.#view.wait(0);
    },
  );
  readonly #view: ShelfView;
  readonly #member: Member;
  #leave: (() => void) | undefined;
  #part: (() => void) | undefined;
  #shown: Shelf | undefined;
  /** The items of the cards that are there. */
  #rendered: Shelf['items'] | undefined;
  #stale = false;
  #observer: IntersectionObserver | undefined;

  constructor() {
    super();
    // eslint-disable-next-line @typescript-eslint/no-this-alias -- the getters below have a `this` of their own
    const element = this;
    const view = (this.#view = new ShelfView(
      this,
      {
        get template() {
          return element.querySelector<HTMLTemplateElement>(':scope > template');
        },
        get language() {
          return languageOf(element).tag;
        },
        get images() {
          return element.#images;
        },
        get finish() {
          const { layout, badges } = element;
          return { badges, bundle: layout === 'bundle' ? element.#bundle : undefined };
        },
        defaultCard: (item) => defaultCard(item, languageOf(this), this.#images),
        actions: (item, position) =>
          cardActions(item, this.actions, languageOf(this).strings, (action, button) => {
            this.#act(action, position, button);
          }),
        why: (item, position) =>
          why(item, {
            strings: languageOf(this).strings,
            titles: () =>
              this.#controller.ready ? titlesById(this.#controller.ready) : Promise.resolve(new Map()),
            onFeedback: (feedback) => {
              this.#takeFeedback(feedback, position);
            },
          }),
      },
      (position) => {
        this.#select(position);
      },
    ));
    const shown = () => this.#shown;
    this.#member = {
      element,
      get shownIds() {
        return shown()?.items.map(({ objectID }) => objectID) ?? [];
      },
      get model() {
        return element.model;
      },
      get filledBy() {
        return shown()?.model;
      },
      get inUse() {
        return shown() !== undefined && view.inUse;
      },
      ask: (taken) => this.#ask(taken),
    };
    for (const event of ['pointerleave', 'focusout']) {
      this.addEventListener(event, () => {
        if (this.#stale) this.#controller.request();
      });
    }
  }

  /** Replaces the page's recommender for this element. */
  get recommender(): Recommender | Promise<Recommender> | undefined {
    return this.#controller.own;
  }
  set recommender(recommender: Recommender | Promise<Recommender> | undefined) {
    this.#controller.own = recommender;
  }

  /** The shelf that is shown; undefined before the first answer. */
  get shelf(): Shelf | undefined {
    return this.#shown;
  }

  connectedCallback(): void {
    upgradeProperties(this, [...SHELF_PROPERTIES, 'recommender']);
    this.#view.heading = this.heading;
    if (!this.#shown) this.#view.wait(hasContent(this) ? 0 : this.limit);
    this.#part = connect(this.#member);
    this.#controller.connect();
  }

  disconnectedCallback(): void {
    this.#controller.disconnect();
    this.#part?.();
    this.#leave?.();
  }

  attributeChangedCallback(name: string): void {
    if (name === 'heading') this.#showHeading();
    else {
      this.#shown = this.#rendered = undefined; // another question: a shelf in use is replaced too
      this.#controller.request();
    }
  }

  async #refresh(recommender: Recommender): Promise<void> {
    this.#leave?.();
    this.#leave = undefined;
    if (this.allowRepeats) return this.#ask({ ids: [], models: [] });
    const composition = compositionOf(recommender);
    this.#leave = () => {
      composition.leave(this.#member);
    };
    return composition.refresh(this.#member);
  }

  async #ask(taken: Taken): Promise<void> {
    const recommender = this.#controller.ready;
    this.#stale = this.#member.inUse;
    if (!recommender || this.#stale) return; // until the pointer and the focus have left
    try {
      const shelf = await recommender.recommend(this.#request(taken));
      if (recommender !== this.#controller.ready) return;
      this.#shown = shelf;
      if (taken.ids.length === 0) this.#warnOfUnknown(shelf);
      this.#show(shelf).catch(warn);
    } catch (error) {
      if (this.#shown === undefined) await this.#view.show({ items: [] }); // the answer to another question must not stay
      warn(error);
    }
  }

  #request({ ids, models }: Taken): RecommendOptions {
    const { model, limit, objectIDs, filters, facetName, facetValue } = this;
    const isChosen = this.hasAttribute('fallback');
    const fallback = this.fallback.filter((name) => isChosen || !models.includes(name));
    const exclude = [...hiddenIds, ...ids];
    return {
      model,
      limit,
      ...(objectIDs.length > 0 && { objectIDs }),
      ...(filters && { filters }),
      ...(facetName && { facetName }),
      ...(facetValue && { facetValue }),
      ...(fallback.length > 0 && { fallback }),
      ...(exclude.length > 0 && { exclude }),
    };
  }

  async #show(shelf: Shelf): Promise<void> {
    if (this.#rendered === undefined) await nextFrame();
    if (shelf !== this.#shown) return; // a later answer shows itself
    rememberTitles(shelf.items);
    this.#showHeading();
    if (this.#rendered && JSON.stringify(this.#rendered) === JSON.stringify(shelf.items)) return;
    this.#rendered = shelf.items;
    const rendered = this.#view.show(shelf);
    this.#collapse(shelf.items.length === 0);
    try {
      await rendered;
    } catch (error) {
      this.#rendered = undefined; // the cards did not come, so the next answer shows them
      throw error;
    }
    fire(this, 'vitrine-show', { shelf });
  }

  #showHeading(): void {
    const { model, facetName, facetValue } = this;
    const asked = { model, heading: this.getAttribute('heading'), facetName, facetValue };
    const { strings } = languageOf(this);
    this.#view.heading = this.#shown ? shelfHeading(this.#shown, asked, strings) : this.heading;
  }

  /** Every item of the catalogue has related ones, so if none are left out, none are found for ids that it lacks. */
  #warnOfUnknown({ model, items }: Shelf): void {
    const isFilled = items.length > 0 && model === this.model;
    const isAsked = this.model === 'related-products' && this.objectIDs.length > 0;
    if (isFilled || !isAsked || this.hasAttribute('filters')) return;
    warn(
      new VitrineError(
        'bad-argument',
        `no products for ${this.objectIDs.join(', ')} in ${this.model}: object-ids must be ids of the catalogue`,
      ),
    );
  }

  get #images(): ImageSource {
    return { mode: this.#shown?.images ?? 'none', recommender: this.#controller.ready };
  }

  /** An empty shelf without a fallback takes no room, once nothing in sight lies below it: so nothing in sight moves. */
  #collapse(empty: boolean): void {
    this.#observer?.disconnect();
    this.style.display = '';
    if (!empty || hasContent(this)) return;
    // An observer, because reading the position now would force a layout.
    this.#observer = new IntersectionObserver(
      (entries) => {
        const { bottom } = entries.at(-1)!.boundingClientRect;
        // Above what is in sight, the browser has to keep the place of what follows.
        const isPassed = bottom <= 0 && CSS.supports('overflow-anchor: auto');
        if (bottom < innerHeight && !isPassed) return;
        this.#observer!.disconnect();
        this.style.display = 'none';
      },
      { threshold: [0, 1] },
    );
    this.#observer.observe(this);
  }

  #select(position: number): void {
    this.#report('select_item', 'vitrine-select', position);
  }

  #act(action: CardAction, position: number, button: HTMLElement): void {
    const item = this.#shown?.items[position];
    if (!this.#shown || !item) return;
    const { queryID } = this.#shown;
    const isOurs = fire(this, `vitrine-${action}`, { item, position, queryID });
    this.#answer(action, isOurs, [item], { items: [{ item_id: item.objectID }], queryID }, button);
  }

  get #bundle(): BundleOptions {
    return {
      language: languageOf(this),
      onAdd: (bundle, parameters, button) => {
        if (!this.#shown) return;
        const { queryID } = this.#shown;
        const isOurs = fire(this, 'vitrine-bundle', { ...bundle, queryID });
        this.#answer('cart', isOurs, bundle.items, { ...parameters, queryID }, button);
      },
    };
  }

  /**
   * Tracks what the shop's code was told of, once it is done, and says so to the shopper.
   *
   * @param isOurs Whether no listener has said that it does and tracks everything itself.
   */
  #answer(
    action: CardAction,
    isOurs: boolean,
    items: readonly ShelfItem[],
    parameters: EventParameters,
    button: HTMLElement,
  ): void {
    const track = () => {
      this.#controller.ready
        ?.track(action === 'cart' ? 'add_to_cart' : 'add_to_wishlist', parameters)
        .catch(warn);
    };
    const platform = (isOurs && action === 'cart' && this.cart) || undefined;
    if (isOurs && !platform) track();
    const say = (text: string) => {
      this.#view.setStatus(text);
    };
    shelfControls()
      .then(({ answerAction }) =>
        answerAction({ element: this, action, items, button, platform, say, track }),
      )
      .catch(warn);
  }

  #takeFeedback(feedback: Feedback, position: number): void {
    const item = this.#report(feedback, `vitrine-${feedback}`, position);
    this.#view.setStatus(languageOf(this).strings.feedbackTaken);
    if (!item || feedback === 'like') return;
    hiddenIds.add(item.objectID);
    const items = this.#shown!.items.filter(({ objectID }) => objectID !== item.objectID);
    this.#shown = { ...this.#shown!, items };
    this.#rendered = items;
    void this.#view.show({ items });
  }

  /** Fires the event on the page and tracks it. @returns The item at the position, if there is one. */
  #report(
    name: 'select_item' | Feedback,
    type: 'vitrine-select' | 'vitrine-hide' | 'vitrine-like',
    position: number,
  ) {
    const item = this.#shown?.items[position];
    if (!this.#shown || !item) return undefined;
    fire(this, type, { item, position, queryID: this.#shown.queryID });
    this.#controller.ready
      ?.track(name, { items: [{ item_id: item.objectID }], queryID: this.#shown.queryID })
      .catch(warn);
    return item;
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'vitrine-shelf': VitrineShelf;
  }
}
