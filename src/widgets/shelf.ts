import { VitrineError } from '../errors.ts';
import { warn } from '../page/warn.ts';
import type { Filters, ModelName, Recommender, RecommendOptions, Shelf } from '../types.ts';
import { defaultCard } from './card.ts';
import { ElementBase, setOrRemove, upgradeProperties } from './element-base.ts';
import { fire } from './events.ts';
import type { ImageSource } from './item-image.ts';
import { languageOf } from './language.ts';
import { nextFrame } from './next-frame.ts';
import { RecommenderController } from './recommender-controller.ts';
import { ShelfView } from './shelf-view.ts';
import { templateCard } from './template-card.ts';
import { rememberTitles, titlesById } from './titles.ts';
import { why, type Feedback } from './why.ts';

/** Ids that the shopper answered "Not for me" to on this page. No shelf shows them, whatever its model. */
const hiddenIds = new Set<string>();

/**
 * `<vitrine-shelf>`: a row of recommended products. Its content is the fallback, shown until products arrive and if there
 * are none. A `<template>` in it is the shop's own card.
 */
export class VitrineShelf extends ElementBase {
  static readonly observedAttributes = ['model', 'limit', 'object-ids', 'filters', 'heading'];

  readonly #controller = new RecommenderController(this, (recommender) => this.#refresh(recommender));
  readonly #view: ShelfView;
  #shown: Shelf | undefined;
  #stale = false;

  constructor() {
    super();
    this.#view = new ShelfView(
      this,
      {
        shopCard: (item) => {
          const template = this.querySelector<HTMLTemplateElement>(':scope > template');
          return template ? templateCard(template, item, languageOf(this).tag, this.#images) : undefined;
        },
        defaultCard: (item) => defaultCard(item, languageOf(this), this.#images),
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
    );
    for (const event of ['pointerleave', 'focusout']) {
      this.addEventListener(event, () => {
        if (this.#stale) this.#controller.request();
      });
    }
  }

  get model(): ModelName {
    return (this.getAttribute('model') ?? 'recommended-for-you') as ModelName;
  }
  set model(model: ModelName) {
    this.setAttribute('model', model);
  }

  /** How many products at most, 1 to 100. Default 8. */
  get limit(): number {
    return Number(this.getAttribute('limit') ?? 8);
  }
  set limit(limit: number) {
    this.setAttribute('limit', String(limit));
  }

  /** Ids of the items that the shelf starts from. The attribute separates them by commas. */
  get objectIDs(): readonly string[] {
    const ids = this.getAttribute('object-ids')?.split(',') ?? [];
    return ids.map((id) => id.trim()).filter((id) => id !== '');
  }
  set objectIDs(ids: readonly string[]) {
    setOrRemove(this, 'object-ids', ids.length > 0 ? ids.join(',') : undefined);
  }

  /** The attribute holds them as JSON. @throws {VitrineError} `bad-argument` if the attribute is not JSON. */
  get filters(): Filters | undefined {
    const text = this.getAttribute('filters');
    if (text === null) return undefined;
    try {
      return JSON.parse(text) as Filters;
    } catch (cause) {
      throw new VitrineError(
        'bad-argument',
        `a shelf's filters must be JSON, such as {"category": "Boots"}; got ${text}`,
        { cause },
      );
    }
  }
  set filters(filters: Filters | undefined) {
    setOrRemove(this, 'filters', filters && JSON.stringify(filters));
  }

  /** Default: the model's name in the page's language. */
  get heading(): string {
    return this.getAttribute('heading') ?? languageOf(this).strings.headings[this.model] ?? '';
  }
  set heading(heading: string) {
    this.setAttribute('heading', heading);
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
    upgradeProperties(this, ['model', 'limit', 'objectIDs', 'filters', 'heading', 'recommender']);
    this.#view.heading = this.heading;
    this.#controller.connect();
  }

  disconnectedCallback(): void {
    this.#controller.disconnect();
  }

  attributeChangedCallback(name: string): void {
    if (name === 'heading' || name === 'model') this.#view.heading = this.heading;
    if (name !== 'heading') {
      this.#shown = undefined; // another question: a shelf in use is replaced too
      this.#controller.request();
    }
  }

  async #refresh(recommender: Recommender): Promise<void> {
    this.#stale = this.#shown !== undefined && this.#view.inUse;
    if (this.#stale) return; // until the pointer and the focus have left
    try {
      const shelf = await recommender.recommend(this.#request());
      if (this.#shown === undefined) await nextFrame();
      await this.#show(shelf);
    } catch (error) {
      if (this.#shown === undefined) await this.#view.show({ items: [] }); // the answer to another question must not stay
      throw error;
    }
  }

  #request(): RecommendOptions {
    const { model, limit, objectIDs, filters } = this;
    return {
      model,
      limit,
      ...(objectIDs.length > 0 && { objectIDs }),
      ...(filters && { filters }),
      ...(hiddenIds.size > 0 && { exclude: [...hiddenIds] }),
    };
  }

  async #show(shelf: Shelf): Promise<void> {
    const before = this.#shown;
    this.#shown = shelf;
    rememberTitles(shelf.items);
    if (shelf.items.length === 0 && this.objectIDs.length > 0) {
      warn(
        new VitrineError(
          'bad-argument',
          `no products for ${this.objectIDs.join(', ')} in ${this.model}: object-ids must be ids of the catalogue`,
        ),
      );
    }
    if (before && JSON.stringify(before.items) === JSON.stringify(shelf.items)) return;
    await this.#view.show(shelf);
    this.#collapse(shelf.items.length === 0);
    fire(this, 'vitrine-show', { shelf });
  }

  get #images(): ImageSource {
    return { mode: this.#shown?.images ?? 'none', recommender: this.#controller.ready };
  }

  /** Hides an empty shelf without a fallback, if it lies below the viewport: so nothing in sight moves. */
  #collapse(empty: boolean): void {
    if (!empty || this.#view.hasFallback) {
      this.style.display = '';
      return;
    }
    // An observer, because reading the position now would force a layout.
    const observer = new IntersectionObserver(([entry]) => {
      observer.disconnect();
      const below = entry!.boundingClientRect.top >= innerHeight;
      if (below && this.#shown?.items.length === 0) this.style.display = 'none';
    });
    observer.observe(this);
  }

  #select(position: number): void {
    this.#report('select_item', 'vitrine-select', position);
  }

  #takeFeedback(feedback: Feedback, position: number): void {
    const item = this.#report(feedback, `vitrine-${feedback}`, position);
    this.#view.setStatus(languageOf(this).strings.feedbackTaken);
    if (!item || feedback === 'like') return;
    hiddenIds.add(item.objectID);
    const items = this.#shown!.items.filter(({ objectID }) => objectID !== item.objectID);
    this.#shown = { ...this.#shown!, items };
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
