/** The vocabulary of the public API. No logic here. */
export type * from './types/backend.ts';
export type * from './types/events.ts';
export type * from './types/images.ts';
export type * from './types/item-images.ts';
export type * from './types/items.ts';
export type * from './types/shelf.ts';
export type * from './types/requests.ts';
export type * from './types/text-search.ts';
export type * from './types/options.ts';
export type * from './types/profile.ts';
export type * from './types/verification.ts';
export type * from './types/recommender.ts';
