import { isSame, merged, type PageEvent, type PageItem } from './item.ts';
import type { PageFacts } from './structured.ts';

/** Milliseconds within which the same deed told twice is one: a button's click and what the shop's own script pushes. */
const TWICE = 2000;

/**
 * Makes one account of what several sources tell of a page, so that no event is told twice: a view that the data layer
 * tells waits until the page has been read, and takes over the ids that the page knows its product by; only where no
 * such view came does the page's own account count.
 */
export class PageEvents {
  #facts: PageFacts = { list: [] };
  #held: PageEvent | undefined;
  #settled = false;
  #viewed: PageItem | undefined;
  #viewedBy: 'layer' | 'page' | undefined;
  readonly #told = new Map<string, number>();

  constructor(
    private readonly tell: (event: PageEvent) => void,
    private readonly now: () => number,
  ) {}

  /** What the page's view is of, once that is told. */
  get viewed(): PageItem | undefined {
    return this.#viewed;
  }

  get facts(): PageFacts {
    return this.#facts;
  }

  /** Another page is entered. */
  enter(): void {
    this.#release();
    this.#facts = { list: [] };
    this.#settled = false;
    this.#viewed = undefined;
    this.#viewedBy = undefined;
    for (const key of this.#told.keys()) if (oncePerPage(key)) this.#told.delete(key);
  }

  /** Takes an event from the data layer or from what the shop has marked. */
  hear(event: PageEvent): void {
    const isView = event.name === 'view_item' && event.parameters.items?.length === 1;
    if (!isView) {
      this.#once(event);
    } else if (!this.#settled && !this.#held) {
      this.#held = event;
    } else {
      this.#view(event, 'layer');
    }
  }

  /** The page has been read, after it had time to speak for itself. To be called again when it has changed. */
  settle(facts: PageFacts, term: string | undefined): void {
    this.#facts = facts;
    this.#settled = true;
    this.#release();
    const { main, list } = facts;
    if (main && !this.#viewed) this.#view({ name: 'view_item', parameters: { items: [main] } }, 'page');
    if (list.length > 0 && !this.#hasTold('view_item_list'))
      this.#once({ name: 'view_item_list', parameters: { items: list } });
    if (term !== undefined && !main && !this.#hasTold('search'))
      this.#once({ name: 'search', parameters: { search_term: term } });
  }

  #release(): void {
    const held = this.#held;
    this.#held = undefined;
    if (held) this.#view(held, 'layer');
  }

  #view(event: PageEvent, by: 'layer' | 'page'): void {
    const item = event.parameters.items![0] as PageItem;
    const { main } = this.#facts;
    // The layer comes late with what the page itself has told already, perhaps by another of its ids.
    const late = by === 'layer' && this.#viewedBy === 'page';
    if (this.#viewed && (late || isSame(this.#viewed, item))) {
      this.#viewedBy = 'layer';
      return;
    }
    const first = this.#viewed === undefined;
    const whole = main && (first || isSame(main, item)) ? merged(item, main) : item;
    this.#viewed = whole;
    this.#viewedBy = by;
    this.#once({ ...event, parameters: { ...event.parameters, items: [whole] } });
  }

  #hasTold(name: string): boolean {
    return [...this.#told.keys()].some((key) => key.startsWith(`${name} `));
  }

  #once(event: PageEvent): void {
    const { name, parameters } = event;
    const ids = (parameters.items ?? []).map(({ item_id }) => item_id);
    const key = `${name} ${JSON.stringify([parameters.search_term, ids])}`;
    const before = this.#told.get(key);
    this.#told.set(key, this.now());
    if (before === undefined || (!oncePerPage(key) && this.now() - before >= TWICE)) this.tell(event);
  }
}

function oncePerPage(key: string): boolean {
  return key.startsWith('view_item') || key.startsWith('search ');
}
