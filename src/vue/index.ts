/**
 * Vitrine for Vue 3.
 *
 * @module vitrine/vue
 */
export { Privacy } from './privacy.ts';
export { RecommenderPlugin, useRecommender, type RecommenderState } from './use-recommender.ts';
export { Search } from './search.ts';
export { Shelf } from './shelf.ts';
export { useShelf } from './use-shelf.ts';
