import type { Recommender } from '../types.ts';
import { deferred } from '../wire/deferred.ts';

/** Returns the page's recommender, and starts it on the first call. */
type Start = () => Promise<Recommender>;

const { promise: provided, resolve: provide } = deferred<Start>();
let started: Promise<Recommender> | undefined;

/**
 * Names the recommender that the page's elements use, on a page without the script tag. The first one named stays.
 *
 * @param recommender A recommender, a promise of one, or a function that starts one: it is called when the first element
 *   nears the viewport.
 * @example
 * provideRecommender(() => createRecommender({ pack: '/pack/manifest.json' }));
 */
export function provideRecommender(recommender: Recommender | Promise<Recommender> | Start): void {
  provide(typeof recommender === 'function' ? recommender : () => Promise.resolve(recommender));
}

/** The page's recommender. Waits until it is set, and starts it. */
export function pageRecommender(): Promise<Recommender> {
  return (started ??= provided.then((start) => start()));
}
