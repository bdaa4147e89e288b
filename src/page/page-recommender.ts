import type { Recommender } from '../types.ts';
import { deferred } from '../wire/deferred.ts';

/** Gives the page's recommender, starting it on the first call. */
type Start = () => Promise<Recommender>;

const { promise: provided, resolve: provide } = deferred<Start>();
let started: Promise<Recommender> | undefined;

/**
 * Names the recommender that the page's elements use, where no script tag does. The first one named stays.
 *
 * @param recommender One that is there or coming, or a function that starts it, called when the first shelf nears the
 * viewport.
 */
export function provideRecommender(recommender: Recommender | Promise<Recommender> | Start): void {
  provide(typeof recommender === 'function' ? recommender : () => Promise.resolve(recommender));
}

/** The page's recommender: starts it, and waits for it to be named. */
export function pageRecommender(): Promise<Recommender> {
  return (started ??= provided.then((start) => start()));
}
