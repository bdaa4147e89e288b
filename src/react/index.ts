/**
 * Vitrine for React 18 and later.
 *
 * @module vitrine/react
 */
export { Shelf, type ShelfProps } from './shelf.ts';
export { RecommenderProvider, useRecommender, type RecommenderState } from './use-recommender.ts';
export { useShelf, type ShelfState } from './use-shelf.ts';
