/** Capture: what a page tells of itself and of the shopper becomes events. Its own chunk, loaded when the page is idle. */
import type { Recommender } from '../../types.ts';
import { Dwell } from './dwell.ts';
import { layerEvent } from './data-layer.ts';
import type { PageEvent } from './item.ts';
import { PageEvents } from './page-events.ts';
import { watchPage } from './page-watch.ts';
import { addressOf } from './product.ts';
import { readPage } from './read-page.ts';
import { searchTerm } from './search-term.ts';
import { SeenLists } from './seen-lists.ts';
import { Slices } from './slices.ts';
import { clickedMark, readMarks } from './tagged.ts';
import { layerOf, tap } from './tap.ts';

export interface CaptureOptions {
  /** Name of the page's data layer. Default `dataLayer`. */
  readonly dataLayer?: string;
}

/** Milliseconds that a page has to speak for itself before it is read. */
const SETTLE = 1000;
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
  /** The page's own calls must not fail because of what is read of them. */
  const guarded =
    <Argument>(work: (argument: Argument) => void) =>
    (argument: Argument): void => {
      try {
        work(argument);
      } catch (error) {
        warn(error);
      }
    };
  const tell = ({ name, parameters }: PageEvent) => {
    recommender.track(name, parameters).catch(warn);
  };
  const events = new PageEvents(tell, () => performance.now());
  const lists = new SeenLists(tell);
  const dwell = new Dwell(DWELL, () => {
    if (events.viewed) tell({ name: 'dwell', parameters: { items: [events.viewed] } });
  });

  // A thank-you page that is loaded again is no second purchase.
  const isRepeat = loadedAgain();
  const hear = (event: PageEvent, early: boolean) => {
    if (!(early && isRepeat && event.name === 'purchase')) events.hear(event);
  };
  const pushed = new Slices(
    guarded(({ entry, early }: { entry: unknown; early: boolean }) => {
      const event = layerEvent(entry);
      if (event) hear(event, early);
    }),
  );
  const untap = tap(layerOf(dataLayer), (entry, early) => {
    pushed.add({ entry, early });
  });

  let address = pageAddress();
  let read = ''; // the page's account of itself
  let stale: string | undefined; // that of the page before
  const marked = new Set<string>(); // what marks have told on this page
  let settling: ReturnType<typeof setTimeout> | undefined;
  const settle = guarded(() => {
    settling = undefined;
    if (pushed.busy) {
      soon(SETTLE);
      return;
    }
    const marks = readMarks(document);
    let facts = readPage(document, address, marks);
    const account = JSON.stringify(facts);
    // What stayed the same over a change of address is not of the new page.
    if (stale !== undefined && account === stale) facts = { list: [] };
    else stale = undefined;
    const { main } = facts;
    const before = events.facts.main;
    if (main && before && main.item_id !== before.item_id) enter();
    read = account;
    events.settle(facts, searchTerm(address));
    for (const event of marks.events) {
      const mark = JSON.stringify(event);
      if (!marked.has(mark)) hear(event, true);
      marked.add(mark);
    }
    lists.watchCards(marks.cards);
  });
  const enter = () => {
    lists.leave();
    events.enter();
    marked.clear();
    dwell.restart();
  };
  const soon = (delay: number) => {
    clearTimeout(settling);
    settling = setTimeout(() => {
      whenIdle(settle);
    }, delay);
  };
  const unwatch = watchPage(() => {
    if (address !== pageAddress()) {
      address = pageAddress();
      stale = read;
      enter();
      soon(SETTLE);
    } else if (settling === undefined) soon(0);
  });
  soon(SETTLE);

  const clicked = guarded(({ target }: Event) => {
    if (!(target instanceof Element)) return;
    const click = clickedMark(target);
    if (click) {
      if (click.card) lists.taken(click.card);
      hear(click.event, false);
      return;
    }
    const link = addressOf(target.closest('a[href]')?.getAttribute('href'), address);
    const listed =
      link && events.facts.list.find(({ also, item_id }) => also?.includes(link) ?? item_id === link);
    if (listed) hear({ name: 'select_item', parameters: { items: [listed] } }, false);
  });
  document.addEventListener('click', clicked, { capture: true, passive: true });

  return () => {
    clearTimeout(settling);
    document.removeEventListener('click', clicked, { capture: true });
    untap();
    pushed.stop();
    unwatch();
    lists.stop();
    dwell.stop();
  };
}

function pageAddress(): string {
  return location.href.replace(/#.*$/, '');
}

function loadedAgain(): boolean {
  const [navigation] = performance.getEntriesByType('navigation') as PerformanceNavigationTiming[];
  return navigation?.type === 'reload' || navigation?.type === 'back_forward';
}

function whenIdle(work: (argument: undefined) => void): void {
  const run = () => {
    work(undefined);
  };
  if (typeof requestIdleCallback === 'function') requestIdleCallback(run, { timeout: SETTLE });
  else setTimeout(run);
}
