/**
 * Vitrine for Vue 3.
 *
 * @module vitrine/vue
 */
export { RecommenderPlugin, useRecommender, type RecommenderState } from './use-recommender.ts';
export { Shelf } from './shelf.ts';
export { useShelf } from './use-shelf.ts';
