import type { Recommender } from '../types.ts';
import { deferred, type Deferred } from '../wire/deferred.ts';

/** Returns the page's recommender, and starts it on the first call. */
type Start = () => Promise<Recommender>;

/** What all copies of this module share: a page may load it by several addresses, and a bundle may hold another one. */
interface Shared extends Deferred<Start> {
  started?: Promise<Recommender>;
  /** Whether a script of the page has made a recommender or named one. */
  used?: boolean;
  /** Whether a script tag has started one. */
  tagged?: boolean;
}

/** The same object for every copy. */
export function shared(): Shared {
  const scope = globalThis as unknown as Record<symbol, Shared | undefined>;
  return (scope[Symbol.for('vitrine')] ??= deferred<Start>());
}

/**
 * Names the recommender that the page's elements use, on a page without the script tag. The first one named stays.
 *
 * @param recommender A recommender, a promise of one, or a function that starts one: it is called when the first element
 *   nears the viewport.
 * @example
 * provideRecommender(() => createRecommender({ pack: '/pack/manifest.json' }));
 */
export function provideRecommender(recommender: Recommender | Promise<Recommender> | Start): void {
  const page = shared();
  page.used = true;
  page.resolve(typeof recommender === 'function' ? recommender : () => Promise.resolve(recommender));
}

/** The page's recommender. Waits until it is set, and starts it. */
export function pageRecommender(): Promise<Recommender> {
  const page = shared();
  return (page.started ??= page.promise.then((start) => start()));
}
