import { VitrineError } from '../errors.ts';
import type { Recommender } from '../types.ts';
import { deferred } from '../wire/deferred.ts';
import { createRecommender } from './client.ts';
import { pageRecommender, provideRecommender } from './page-recommender.ts';
import { createQueue, type CallQueue, type QueuedCall } from './queue.ts';
import { scriptTag } from './find-script.ts';
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

/**
 * If the page has a tag `<script type="module" src=".../vitrine.js" data-pack="...">`: takes over `window.vitrine`, and
 * starts when the page is idle or an element is near the viewport.
 *
 * @param loadElements Defines the elements.
 */
export function startFromScriptTag(loadElements: () => Promise<unknown>): void {
  const script = scriptTag();
  if (!script || window.vitrine instanceof Promise) return;

  const { promise, resolve } = deferred<Recommender>();
  promise.catch(warn); // the only place that says why there are no shelves
  const options = optionsOf(script);
  provideRecommender(() => {
    resolve(createRecommender(options));
    return promise;
  });
  window.vitrine = Object.assign(
    promise,
    createQueue(promise, (window.vitrine as QueuedCall[] | undefined) ?? []),
  );

  const capture = captureOf(script);
  const define = () => {
    loadElements().catch(failed('the elements'));
  };
  whenNeeded(document.querySelectorAll(ELEMENTS), () => {
    void pageRecommender().then(
      (recommender) => capture && startCapture(recommender, capture).catch(failed('capture')),
      () => undefined,
    );
    setTimeout(define); // a task of its own
  });
}

function failed(what: string): (cause: unknown) => void {
  return (cause) => {
    warn(new VitrineError('script-load', `${what} did not load: ${String(cause)}`, { cause }));
  };
}
