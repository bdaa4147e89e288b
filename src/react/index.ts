/**
 * Vitrine for React 18 and later.
 *
 * @module vitrine/react
 */
export type {} from './jsx.ts';
export { Privacy, type PrivacyProps } from './privacy.ts';
export { Search, type SearchProps } from './search.ts';
export { Shelf, type ShelfProps } from './shelf.ts';
export { RecommenderProvider, useRecommender, type RecommenderState } from './use-recommender.ts';
export { useShelf, type ShelfState } from './use-shelf.ts';
