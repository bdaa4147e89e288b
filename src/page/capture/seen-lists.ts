import type { EventItem } from '../../types.ts';
import type { PageEvent } from './item.ts';

/** The fields of a shelf that are needed here. */
interface ShownShelf {
  readonly queryID: string;
  readonly items: readonly { readonly objectID: string }[];
}

/** Milliseconds in sight after which an element counts as seen. */
const SEEN = 1000;
const SHARE = 0.5;
/** Cards that are sent in one event; fewer when the page is left. */
const MAX_CARDS = 20;

/** A list, or one of the shop's own cards. */
interface Unit {
  readonly event: () => PageEvent | undefined;
  since?: number | undefined;
  done: boolean;
}

/**
 * Sends an event for each list that was seen and passed by: in sight for a second, then out of sight, and no item clicked.
 * Sends it once a page, so that a list that changes because of the event does not cause another one.
 */
export class SeenLists {
  readonly #units = new Map<Element, Unit>();
  readonly #observer: IntersectionObserver;
  /** Items of cards that were passed by and are not sent yet: they are sent together, as one list. */
  readonly #cards: EventItem[] = [];

  constructor(private readonly emit: (event: PageEvent) => void) {
    this.#observer = new IntersectionObserver(
      (entries) => {
        for (const { target, isIntersecting, intersectionRatio, time } of entries)
          this.#turn(target, isIntersecting && intersectionRatio >= SHARE, time);
      },
      { threshold: SHARE },
    );
    document.addEventListener('vitrine-show', this.#show as EventListener);
    document.addEventListener('vitrine-select', this.#select);
    document.addEventListener('visibilitychange', this.#hide);
    for (const element of document.querySelectorAll('vitrine-shelf')) this.#watchShelf(element);
  }

  /** Watches the shop's own cards, which are marked with an id. To be called again when the page has changed. */
  watchCards(cards: ReadonlyMap<Element, string>): void {
    for (const [card, id] of cards) {
      this.#watch(card, () => ({ name: 'view_item_list', parameters: { items: [{ item_id: id }] } }));
    }
  }

  /** To be called when a list or card was clicked. */
  taken(element: Element): void {
    const unit = this.#units.get(element);
    if (unit) unit.done = true;
  }

  /** To be called when another page begins: lists in sight are passed by, and may be seen again. */
  leave(): void {
    this.#passAll();
    for (const element of this.#units.keys()) {
      if (!element.isConnected) this.#forget(element);
    }
    for (const unit of this.#units.values()) unit.done = false;
  }

  stop(): void {
    this.#observer.disconnect();
    document.removeEventListener('vitrine-show', this.#show as EventListener);
    document.removeEventListener('vitrine-select', this.#select);
    document.removeEventListener('visibilitychange', this.#hide);
  }

  readonly #show = ({ target }: Event): void => {
    if (target instanceof Element) this.#watchShelf(target);
  };

  readonly #select = ({ target }: Event): void => {
    if (target instanceof Element) this.taken(target);
  };

  readonly #hide = (): void => {
    if (document.hidden) this.#passAll();
  };

  #watchShelf(element: Element): void {
    if (element.localName !== 'vitrine-shelf') return;
    this.#watch(element, () => {
      const { shelf } = element as Element & { shelf?: ShownShelf };
      if (!shelf || shelf.items.length === 0) return undefined;
      const items = shelf.items.map(({ objectID }) => ({ item_id: objectID }));
      return { name: 'view_item_list', parameters: { items, queryID: shelf.queryID } };
    });
  }

  #watch(element: Element, event: Unit['event']): void {
    if (this.#units.has(element)) return;
    this.#units.set(element, { event, done: false });
    this.#observer.observe(element);
  }

  #turn(element: Element, inSight: boolean, time: number): void {
    const unit = this.#units.get(element);
    if (!unit) return;
    if (inSight) unit.since ??= time;
    else {
      this.#pass([unit], time);
      unit.since = undefined;
      if (!element.isConnected) this.#forget(element);
    }
  }

  #passAll(): void {
    this.#pass([...this.#units.values()], performance.now());
    this.#emitCards();
    // What stays in sight is counted from now on.
    for (const unit of this.#units.values()) if (unit.since !== undefined) unit.since = performance.now();
  }

  #pass(units: readonly Unit[], time: number): void {
    for (const unit of units) {
      const seen = unit.since !== undefined && time - unit.since >= SEEN;
      if (!seen || unit.done) continue;
      unit.done = true;
      const event = unit.event();
      if (event?.parameters['queryID'] === undefined) this.#cards.push(...(event?.parameters.items ?? []));
      else this.emit(event);
    }
    if (this.#cards.length >= MAX_CARDS) this.#emitCards();
  }

  #emitCards(): void {
    const items = this.#cards.splice(0);
    if (items.length > 0) this.emit({ name: 'view_item_list', parameters: { items } });
  }

  #forget(element: Element): void {
    this.#observer.unobserve(element);
    this.#units.delete(element);
  }
}
