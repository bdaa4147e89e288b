import { VitrineError } from '../errors.ts';
import { warn } from '../page/warn.ts';
import type { Filters, ModelName, Recommender, RecommendOptions, Shelf } from '../types.ts';
import { defaultCard } from './card.ts';
import { ElementBase, setOrRemove, takeEarlyProperties } from './element-base.ts';
import { fire } from './events.ts';
import { languageOf } from './language.ts';
import { RecommenderLink } from './recommender-controller.ts';
import { ownFrame } from './next-frame.ts';
import { ShelfView } from './shelf-view.ts';
import { templateCard } from './template-card.ts';
import { noteTitles, titles } from './titles.ts';
import { why, type Opinion } from './why.ts';

/** What the shopper has sent away on this page: gone from every shelf at once, whatever the model. */
const hidden = new Set<string>();

/**
 * `<vitrine-shelf>`: a row of recommended products. Its own content is what shows until they are there, and where there
 * are none; a `<template>` in it is the shop's own card.
 */
export class VitrineShelf extends ElementBase {
  static readonly observedAttributes = ['model', 'limit', 'object-ids', 'filters', 'heading'];

  readonly #link = new RecommenderLink(this, (recommender) => this.#refresh(recommender));
  readonly #view: ShelfView;
  #shown: Shelf | undefined;
  #stale = false;

  constructor() {
    super();
    this.#view = new ShelfView(
      this,
      {
        own: (item) => {
          const template = this.querySelector<HTMLTemplateElement>(':scope > template');
          return template ? templateCard(template, item, languageOf(this).tag) : undefined;
        },
        standard: (item) => defaultCard(item, languageOf(this)),
        why: (item, position) =>
          why(item, {
            strings: languageOf(this).strings,
            titles: () => (this.#link.ready ? titles(this.#link.ready) : Promise.resolve(new Map())),
            tell: (opinion) => {
              this.#answer(opinion, position);
            },
          }),
      },
      (position) => {
        this.#select(position);
      },
    );
    for (const event of ['pointerleave', 'focusout']) {
      this.addEventListener(event, () => {
        if (this.#stale) this.#link.request();
      });
    }
  }

  get model(): ModelName {
    return (this.getAttribute('model') ?? 'recommended-for-you') as ModelName;
  }
  set model(model: ModelName) {
    this.setAttribute('model', model);
  }

  /** 1 to 100. Default 8. */
  get limit(): number {
    return Number(this.getAttribute('limit') ?? 8);
  }
  set limit(limit: number) {
    this.setAttribute('limit', String(limit));
  }

  /** Ids of the items that the shelf starts from; in the attribute, parted by commas. */
  get objectIDs(): readonly string[] {
    const ids = this.getAttribute('object-ids')?.split(',') ?? [];
    return ids.map((id) => id.trim()).filter((id) => id !== '');
  }
  set objectIDs(ids: readonly string[]) {
    setOrRemove(this, 'object-ids', ids.length > 0 ? ids.join(',') : undefined);
  }

  /** In the attribute, as JSON. @throws {VitrineError} `bad-argument` if that cannot be read. */
  get filters(): Filters | undefined {
    const text = this.getAttribute('filters');
    if (text === null) return undefined;
    try {
      return JSON.parse(text) as Filters;
    } catch (cause) {
      throw new VitrineError('bad-argument', `a shelf's filters are not JSON: ${text}`, { cause });
    }
  }
  set filters(filters: Filters | undefined) {
    setOrRemove(this, 'filters', filters && JSON.stringify(filters));
  }

  /** The model's name in the page's language, if left out. */
  get heading(): string {
    return this.getAttribute('heading') ?? languageOf(this).strings.headings[this.model] ?? '';
  }
  set heading(heading: string) {
    this.setAttribute('heading', heading);
  }

  /** Another recommender than the page's. */
  get recommender(): Recommender | Promise<Recommender> | undefined {
    return this.#link.own;
  }
  set recommender(recommender: Recommender | Promise<Recommender> | undefined) {
    this.#link.own = recommender;
  }

  /** What is shown, once there is something. */
  get shelf(): Shelf | undefined {
    return this.#shown;
  }

  connectedCallback(): void {
    takeEarlyProperties(this, ['model', 'limit', 'objectIDs', 'filters', 'heading', 'recommender']);
    this.#view.heading = this.heading;
    this.#link.connect();
  }

  disconnectedCallback(): void {
    this.#link.disconnect();
  }

  attributeChangedCallback(name: string): void {
    if (name === 'heading' || name === 'model') this.#view.heading = this.heading;
    if (name !== 'heading') {
      this.#shown = undefined; // another question: what is in use makes way
      this.#link.request();
    }
  }

  async #refresh(recommender: Recommender): Promise<void> {
    this.#stale = this.#shown !== undefined && this.#view.inUse;
    if (this.#stale) return; // until the pointer and the focus have left
    try {
      const shelf = await recommender.recommend(this.#request());
      if (this.#shown === undefined) await ownFrame();
      await this.#show(shelf);
    } catch (error) {
      if (this.#shown === undefined) await this.#view.show({ items: [] }); // nothing of another question stays
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
      ...(hidden.size > 0 && { exclude: [...hidden] }),
    };
  }

  async #show(shelf: Shelf): Promise<void> {
    const before = this.#shown;
    this.#shown = shelf;
    noteTitles(shelf.items);
    if (shelf.items.length === 0 && this.objectIDs.length > 0) {
      warn(new VitrineError('bad-argument', `${this.model} has nothing for ${this.objectIDs.join(', ')}`));
    }
    if (before && JSON.stringify(before.items) === JSON.stringify(shelf.items)) return;
    await this.#view.show(shelf);
    this.#collapse(shelf.items.length === 0);
    fire(this, 'vitrine-show', { shelf });
  }

  /** Gives up the room of a shelf with nothing in it, where that moves nothing that is in sight. */
  #collapse(empty: boolean): void {
    if (!empty || this.#view.hasFallback) {
      this.style.display = '';
      return;
    }
    // An observer, because asking for the place at once would have the page laid out at once.
    const observer = new IntersectionObserver(([entry]) => {
      observer.disconnect();
      const below = entry!.boundingClientRect.top >= innerHeight;
      if (below && this.#shown?.items.length === 0) this.style.display = 'none';
    });
    observer.observe(this);
  }

  #select(position: number): void {
    this.#tell('select_item', 'vitrine-select', position);
  }

  #answer(opinion: Opinion, position: number): void {
    const item = this.#tell(opinion, `vitrine-${opinion}`, position);
    this.#view.say(languageOf(this).strings.noted);
    if (!item || opinion === 'like') return;
    hidden.add(item.objectID);
    const items = this.#shown!.items.filter(({ objectID }) => objectID !== item.objectID);
    this.#shown = { ...this.#shown!, items };
    void this.#view.show({ items });
  }

  #tell(
    name: 'select_item' | Opinion,
    type: 'vitrine-select' | 'vitrine-hide' | 'vitrine-like',
    position: number,
  ) {
    const item = this.#shown?.items[position];
    if (!this.#shown || !item) return undefined;
    fire(this, type, { item, position, queryID: this.#shown.queryID });
    this.#link.ready
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
