/** Capture: what a page tells of itself and of the shopper becomes events. Its own chunk, loaded when the page is idle. */
import type { Recommender } from '../../types.ts';
import { Dwell } from './dwell.ts';
import { layerEvent } from './data-layer.ts';
import type { PageEvent } from './item.ts';
import { PageEvents } from './page-events.ts';
import { PageReader, type PageAccount } from './page-reader.ts';
import { addressOf } from './product.ts';
import { searchTerm } from './search-term.ts';
import { SeenLists } from './seen-lists.ts';
import { Slices } from './slices.ts';
import { clickedMark } from './tagged.ts';
import { layerOf, tap } from './tap.ts';

export interface CaptureOptions {
  /** Name of the page's data layer. Default `dataLayer`. */
  readonly dataLayer?: string;
}

/** Milliseconds in sight after which a product counts as looked at. */
const DWELL = 10_000;

/**
 * Captures events of the page and of those that come after it without loading.
 *
 * @param warn Takes what goes wrong. Given rather than imported, so that the script tag's file stays the one that has it.
 * @returns The way to stop.
 */
export function startCapture(
  recommender: Pick<Recommender, 'track'>,
  { dataLayer = 'dataLayer' }: CaptureOptions,
  warn: (error: unknown) => void,
): () => void {
  const capture = new Capture((event) => {
    recommender.track(event.name, event.parameters).catch(warn);
  }, warn);
  const stops = [
    capture.listenToLayer(dataLayer),
    capture.listenToClicks(),
    () => {
      capture.stop();
    },
  ];
  return () => {
    stops.forEach((stop) => {
      stop();
    });
  };
}

/** Brings together what the data layer, the page's own account and the shopper's clicks tell. */
class Capture {
  readonly #events: PageEvents;
  readonly #lists: SeenLists;
  readonly #dwell: Dwell;
  /** What marks have told on this page. */
  readonly #marked = new Set<string>();
  /** A thank-you page that is loaded again is no second purchase. */
  readonly #isRepeat = loadedAgain();
  readonly #pushed = new Slices<{ entry: unknown; early: boolean }>(({ entry, early }) => {
    this.#guard(() => {
      const event = layerEvent(entry);
      if (event) this.#hear(event, early);
    });
  });
  readonly #reader: PageReader;

  constructor(
    tell: (event: PageEvent) => void,
    private readonly warn: (error: unknown) => void,
  ) {
    this.#events = new PageEvents(tell, () => performance.now());
    this.#lists = new SeenLists(tell);
    this.#dwell = new Dwell(DWELL, () => {
      const { viewed } = this.#events;
      if (viewed) tell({ name: 'dwell', parameters: { items: [viewed] } });
    });
    this.#reader = new PageReader({
      busy: () => this.#pushed.busy,
      read: (account) => {
        this.#take(account);
      },
      left: () => {
        this.#leave();
      },
      failed: warn,
    });
  }

  listenToLayer(name: string): () => void {
    return tap(layerOf(name), (entry, early) => {
      this.#pushed.add({ entry, early });
    });
  }

  listenToClicks(): () => void {
    const clicked = ({ target }: Event) => {
      this.#guard(() => {
        if (target instanceof Element) this.#clicked(target);
      });
    };
    document.addEventListener('click', clicked, { capture: true, passive: true });
    return () => {
      document.removeEventListener('click', clicked, { capture: true });
    };
  }

  stop(): void {
    this.#reader.stop();
    this.#pushed.stop();
    this.#lists.stop();
    this.#dwell.stop();
  }

  #hear(event: PageEvent, early: boolean): void {
    if (!(early && this.#isRepeat && event.name === 'purchase')) this.#events.hear(event);
  }

  #take({ facts, marks, address }: PageAccount): void {
    const before = this.#events.facts.main;
    if (facts.main && before && facts.main.item_id !== before.item_id) this.#leave();
    this.#events.settle(facts, searchTerm(address));
    for (const event of marks.events) {
      const mark = JSON.stringify(event);
      if (!this.#marked.has(mark)) this.#hear(event, true);
      this.#marked.add(mark);
    }
    this.#lists.watchCards(marks.cards);
  }

  #leave(): void {
    this.#lists.leave();
    this.#events.enter();
    this.#marked.clear();
    this.#dwell.restart();
  }

  #clicked(target: Element): void {
    const click = clickedMark(target);
    if (click) {
      if (click.card) this.#lists.taken(click.card);
      this.#hear(click.event, false);
      return;
    }
    const link = addressOf(target.closest('a[href]')?.getAttribute('href'), this.#reader.address);
    if (link === undefined) return;
    const listed = this.#events.facts.list.find(
      ({ also, item_id }) => also?.includes(link) ?? item_id === link,
    );
    if (listed) this.#hear({ name: 'select_item', parameters: { items: [listed] } }, false);
  }

  /** The page's own calls must not fail because of what is read of them. */
  #guard(work: () => void): void {
    try {
      work();
    } catch (error) {
      this.warn(error);
    }
  }
}

function loadedAgain(): boolean {
  const [navigation] = performance.getEntriesByType('navigation') as PerformanceNavigationTiming[];
  return navigation?.type === 'reload' || navigation?.type === 'back_forward';
}
