import { fileURLToPath } from 'node:url';

export const root = fileURLToPath(new URL('../..', import.meta.url));

/** Where things are, relative to the repository's root. */
export const paths = {
  orders: 'demo/.data/orders.csv',
  catalogue: 'demo/.data/catalogue.csv',
  /** What the shop itself lists; the recommender never reads it. */
  listing: 'demo/.data/catalogue.json',
  stamp: 'demo/.data/stamp.json',
  pack: 'public/pack',
} as const;
