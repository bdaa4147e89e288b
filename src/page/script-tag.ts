import { arrived, VitrineError } from '../errors.ts';
import type { Recommender } from '../types.ts';
import { deferred } from '../wire/deferred.ts';
import { createRecommender } from './client.ts';
import { pageRecommender, provideRecommender, shared } from './page-recommender.ts';
import { createQueue, type CallQueue, type QueuedCall } from './queue.ts';
import { findScriptTag } from './find-script.ts';
import { captureOf, optionsOf } from './script-options.ts';
import { startCapture } from './start-capture.ts';
import { warn } from './warn.ts';
import { whenNeeded } from './when-needed.ts';

/** A promise of the page's recommender, and a queue for calls before it has started. */
export type PageVitrine = Promise<Recommender> & CallQueue;

declare global {
  interface Window {
    /** Set by the script tag. Before its module has run, a page may put an array here and push calls to it. */
    vitrine?: PageVitrine;
  }
}

const ELEMENTS = 'vitrine-shelf, vitrine-search, vitrine-privacy';

/** Milliseconds that a page's own script has to use what it imports. */
const UNUSED = 2000;

/**
 * If the page has a tag `<script type="module" src=".../vitrine.js" data-pack="...">`: takes over `window.vitrine`, and
 * starts when the page is idle or an element is near the viewport. If it has none, and no script uses Vitrine, warns.
 *
 * @param loadElements Defines the elements.
 * @param address Of the entry's script.
 */
export function startFromScriptTag(loadElements: () => Promise<unknown>, address: string): void {
  const script = findScriptTag(address);
  const page = shared();
  if (page.tagged) return;
  if (!script) {
    setTimeout(() => {
      if (page.used) return;
      arrived(() => import('./tag-missing.ts')).then(({ warnOfTag }) => {
        warnOfTag(address);
      }, warn);
    }, UNUSED);
    return;
  }
  page.tagged = true;

  const { promise, resolve } = deferred<Recommender>();
  promise.catch(warn); // the only place that says why there are no shelves
  const options = optionsOf(script);
  provideRecommender(() => {
    resolve(createRecommender(options));
    return promise;
  });
  // A name that is not the window's own is an element's id, or a frame's: it gives way.
  const given: unknown = Object.hasOwn(window, 'vitrine') ? window.vitrine : undefined;
  const queue = createQueue(promise, Array.isArray(given) ? (given as QueuedCall[]) : []);
  if (given === undefined || Array.isArray(given)) window.vitrine = Object.assign(promise, queue);
  else warn(new VitrineError('bad-argument', 'window.vitrine belongs to another script'));

  const capture = captureOf(script);
  const define = () => {
    arrived(loadElements).catch(warn);
  };
  whenNeeded(document.querySelectorAll(ELEMENTS), () => {
    void pageRecommender().then(
      (recommender) => capture && startCapture(recommender, capture).catch(warn),
      () => undefined,
    );
    setTimeout(define); // a task of its own
  });
}
