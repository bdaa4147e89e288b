import { haveSameName, isSame, merged, type PageEvent, type PageItem } from './item.ts';
import type { PageFacts } from './structured.ts';

/** Two equal events within so many milliseconds count once: a click on a button, and what the shop's script pushes then. */
const SAME_WITHIN = 2000;
/** A view in the data layer that comes so many milliseconds after the page's own view, and tells no name, is the same one. */
const LATE_WITHIN = 3000;

/** Who reports an event: the data layer, the shop's marks, the page's content, its platform, or what was in sight. */
export type Source = 'layer' | 'mark' | 'page' | 'platform' | 'sight';

/**
 * Combines what several sources say of a page, so that no event is sent twice. A view in the data layer waits until the
 * page has been read, and gets the ids that the page has for its product. The page's own view counts only if the data
 * layer has none.
 */
export class PageEvents {
  /** The events that the data layer or the shop's marks have reported, by name. */
  readonly heard = new Set<string>();
  #facts: PageFacts = { list: [] };
  readonly #held: (readonly [event: PageEvent, by: Source])[] = [];
  #settled = false;
  #viewed: PageItem | undefined;
  #viewedBy: Source | undefined;
  #viewedAt = 0;
  readonly #sentAt = new Map<string, number>();

  constructor(
    private readonly emit: (event: PageEvent, by: Source) => void,
    private readonly now: () => number,
  ) {}

  /** The item of the page's view, once the view was sent. */
  get viewed(): PageItem | undefined {
    return this.#viewed;
  }

  get facts(): PageFacts {
    return this.#facts;
  }

  /** To be called when another page begins. */
  enter(): void {
    this.#release();
    this.#facts = { list: [] };
    this.#settled = false;
    this.#viewed = undefined;
    this.#viewedBy = undefined;
    for (const key of this.#sentAt.keys())
      if (oncePerPage(key) && !key.startsWith(ORDER)) this.#sentAt.delete(key);
  }

  receive(event: PageEvent, by: Source = 'layer'): void {
    if (by === 'layer' || by === 'mark') this.heard.add(event.name);
    const isView = event.name === 'view_item' && event.parameters.items?.length === 1;
    if (!isView) {
      this.#once(event, by);
    } else if (!this.#settled) {
      this.#held.push([event, by]);
    } else {
      this.#view(event, by);
    }
  }

  /** Takes what was read from the page after its data layer had time to fill. To be called again when it has changed. */
  settle(facts: PageFacts, term: string | undefined): void {
    this.#facts = facts;
    this.#settled = true;
    this.#release();
    const { main, list } = facts;
    if (main && !this.#viewed) this.#view({ name: 'view_item', parameters: { items: [main] } }, 'page');
    if (list.length > 0 && !this.#hasSent('view_item_list'))
      this.#once({ name: 'view_item_list', parameters: { items: list } }, 'page');
    if (term !== undefined && !main && !this.#hasSent('search'))
      this.#once({ name: 'search', parameters: { search_term: term } }, 'page');
  }

  #release(): void {
    for (const held of this.#held.splice(0)) this.#view(...held);
  }

  #view(event: PageEvent, by: Source): void {
    const item = event.parameters.items![0] as PageItem;
    const { main } = this.#facts;
    if (this.#viewed && this.#isSameView(this.#viewed, item)) {
      this.#viewedBy = by;
      return;
    }
    const first = this.#viewed === undefined;
    const whole = main && (first || isSame(main, item)) ? merged(item, main) : item;
    // A quick look at another product leaves the page's own what the page is about.
    if (first || !main) this.#viewed = whole;
    this.#viewedBy = by;
    this.#viewedAt = this.now();
    this.#once({ ...event, parameters: { ...event.parameters, items: [whole] } }, by);
  }

  /** The data layer may come late with the view that the page's content gave already, perhaps by another id. */
  #isSameView(viewed: PageItem, item: PageItem): boolean {
    const isOfPage = this.#viewedBy === 'page' || this.#viewedBy === 'platform';
    const isLate = isOfPage && this.now() - this.#viewedAt < LATE_WITHIN;
    return isSame(viewed, item) || (haveSameName(viewed, item) ?? isLate);
  }

  #hasSent(name: string): boolean {
    return [...this.#sentAt.keys()].some((key) => key.startsWith(`${name} `));
  }

  #once(event: PageEvent, by: Source): void {
    const { name, parameters } = event;
    const ids = (parameters.items ?? []).map(({ item_id }) => item_id);
    const { transaction_id, search_term } = parameters;
    const key = transaction_id
      ? `${name} #${String(transaction_id)}`
      : `${name} ${JSON.stringify([search_term, ids])}`;
    const before = this.#sentAt.get(key);
    this.#sentAt.set(key, this.now());
    if (before === undefined || (!oncePerPage(key) && this.now() - before >= SAME_WITHIN))
      this.emit(event, by);
  }
}

/** How the key of a purchase begins that has the number of its order. */
const ORDER = 'purchase #';

function oncePerPage(key: string): boolean {
  return ['view_item', 'search ', ORDER].some((start) => key.startsWith(start));
}
