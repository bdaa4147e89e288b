import { fileURLToPath } from 'node:url';

export const root = fileURLToPath(new URL('../..', import.meta.url));

/** Paths of the demo's files, relative to the repository's root. */
export const paths = {
  orders: 'demo/.data/orders.csv',
  catalogue: 'demo/.data/catalogue.csv',
  /** The shop's own list of products, which the recommender never reads. */
  listing: 'demo/.data/catalogue.json',
  stamp: 'demo/.data/stamp.json',
  pack: 'public/pack',
} as const;
