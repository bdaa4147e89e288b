/** Capture: makes events from what a page holds and from the shopper's clicks. Its own chunk, loaded when the page is idle. */
import { arrived } from '../../errors.ts';
import type { Recommender } from '../../types.ts';
import { Dwell } from './dwell.ts';
import { isEnhanced, layerEvents } from './data-layer.ts';
import { idsOf, type PageEvent } from './item.ts';
import { LayerModel } from './layer-model.ts';
import { PageEvents, type Source } from './page-events.ts';
import { PageReader, type PageAccount } from './page-reader.ts';
import { addressOf } from './product.ts';
import { searchTerm } from './search-term.ts';
import type { SeenLists } from './seen-lists.ts';
import { Slices } from './slices.ts';
import { clickedMark } from './tagged.ts';
import { layerOf, tap } from './tap.ts';

export interface CaptureOptions {
  /** Name of the page's data layer. Default `dataLayer`. */
  readonly dataLayer?: string;
}

/** A recommender. `?vitrine-debug` asks who reports an event; nobody else does. */
interface Tracker {
  readonly track: (...given: [...Parameters<Recommender['track']>, by: Source]) => Promise<void>;
}

/** Milliseconds for which a product's page must be visible to count as looked at. */
const DWELL = 10_000;

/**
 * Captures events of the page, and of the pages that follow it without loading, once a shopper sees it.
 *
 * @param warn Takes errors. Is given, not imported, so that its code stays in the script tag's file.
 * @returns A function that stops it.
 */
export async function startCapture(
  recommender: Tracker,
  { dataLayer = 'dataLayer' }: CaptureOptions,
  warn: (error: unknown) => void,
): Promise<() => void> {
  await shownToShopper();
  const capture = new Capture((event, by = 'sight') => {
    recommender.track(event.name, event.parameters, by).catch(warn);
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

/** Combines what the data layer, the page's content and the shopper's clicks say. */
class Capture {
  readonly #events: PageEvents;
  /** Loaded once there is a list to see. */
  #lists: Promise<SeenLists> | undefined;
  readonly #dwell: Dwell;
  /** Events of marks that were sent on this page. */
  readonly #marked = new Set<string>();
  /** Whether the page was loaded again: then its purchase is not a second one. */
  readonly #isRepeat = loadedAgain();
  readonly #layer = new LayerModel();
  readonly #pushed = new Slices<{ entry: unknown; early: boolean }>(({ entry, early }) => {
    this.#guard(() => {
      for (const event of layerEvents(entry, this.#layer)) this.#receive(event, early);
      if (isEnhanced(entry)) this.#receiveEnhanced(entry, early);
    });
  });
  readonly #reader: PageReader;
  #platforms: Promise<() => void> | undefined;

  constructor(
    private readonly emit: (event: PageEvent, by?: Source) => void,
    private readonly warn: (error: unknown) => void,
  ) {
    this.#events = new PageEvents(emit, () => performance.now());
    this.#dwell = new Dwell(DWELL, () => {
      const { viewed } = this.#events;
      if (viewed) emit({ name: 'dwell', parameters: { items: [viewed] } });
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
    this.#listenToPlatforms();
    this.#watchLists(new Map());
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
    document.addEventListener('click', clicked, true);
    return () => {
      document.removeEventListener('click', clicked, true);
    };
  }

  stop(): void {
    this.#reader.stop();
    this.#pushed.stop();
    this.#withLists((lists) => {
      lists.stop();
    });
    this.#dwell.stop();
    this.#platforms?.then((stop) => {
      stop();
    }, this.warn);
  }

  #watchLists(cards: ReadonlyMap<Element, string>): void {
    if (cards.size > 0 || document.querySelector('vitrine-shelf'))
      this.#lists ??= arrived(() => import('./seen-lists.ts')).then(
        ({ SeenLists }) => new SeenLists(this.emit),
      );
    this.#withLists((lists) => {
      lists.watchCards(cards);
    });
  }

  #withLists(work: (lists: SeenLists) => void): void {
    this.#lists?.then(work).catch(this.warn);
  }

  #listenToPlatforms(): void {
    if (this.#platforms || !isOfPlatform()) return;
    const emit = (event: PageEvent) => {
      this.#events.receive(event, 'platform');
    };
    this.#platforms = arrived(() => import('./platforms/listen.ts')).then(({ listenToPlatforms }) =>
      listenToPlatforms(emit, this.#events.heard, this.warn),
    );
    this.#platforms.catch(this.warn);
  }

  #receive(event: PageEvent, early: boolean, by: Source = 'layer'): void {
    if (!(early && this.#isRepeat && event.name === 'purchase')) this.#events.receive(event, by);
  }

  #receiveEnhanced(entry: unknown, early: boolean): void {
    arrived(() => import('./enhanced-ecommerce.ts'))
      .then(({ asGa4 }) => {
        for (const event of asGa4(entry).flatMap((one) => layerEvents(one))) this.#receive(event, early);
      })
      .catch(this.warn);
  }

  #take({ facts, marks, address }: PageAccount): void {
    this.#listenToPlatforms();
    const before = this.#events.facts.main;
    if (facts.main && before && !idsOf(facts.main).includes(before.item_id)) this.#leave();
    this.#events.settle(facts, searchTerm(address));
    for (const event of marks.events) {
      const mark = JSON.stringify(event);
      if (!this.#marked.has(mark)) this.#receive(event, true, 'mark');
      this.#marked.add(mark);
    }
    this.#watchLists(marks.cards);
  }

  #leave(): void {
    this.#withLists((lists) => {
      lists.leave();
    });
    this.#events.enter();
    this.#marked.clear();
    this.#dwell.restart();
  }

  #clicked(target: Element): void {
    const click = clickedMark(target);
    if (click) {
      const { card } = click;
      if (card)
        this.#withLists((lists) => {
          lists.taken(card);
        });
      this.#receive(click.event, false, 'mark');
      return;
    }
    const link = addressOf(target.closest('a[href]')?.getAttribute('href'), this.#reader.address);
    if (link === undefined) return;
    const listed = this.#events.facts.list.find(
      ({ also, item_id }) => also?.includes(link) ?? item_id === link,
    );
    if (listed) this.#receive({ name: 'select_item', parameters: { items: [listed] } }, false, 'page');
  }

  /** The page's own calls must not fail because Vitrine listens to them. */
  #guard(work: () => void): void {
    try {
      work();
    } catch (error) {
      this.warn(error);
    }
  }
}

/** Whether a page looks like one of a shop platform, which has events of its own. */
function isOfPlatform(): boolean {
  return (
    ['Shopify', 'jQuery', 'prestashop'].some((name) => name in window) ||
    document.querySelector('form[action*="cart"], [class*="woocommerce"], [data-add-to-cart]') !== null
  );
}

function loadedAgain(): boolean {
  const [navigation] = performance.getEntriesByType('navigation') as PerformanceNavigationTiming[];
  return navigation?.type === 'reload' || navigation?.type === 'back_forward';
}

/** Waits while the browser prerenders the page: no shopper sees it yet. */
async function shownToShopper(): Promise<void> {
  if (!(document as { prerendering?: boolean }).prerendering) return;
  await new Promise((resolve) => {
    document.addEventListener('prerenderingchange', resolve);
  });
}
