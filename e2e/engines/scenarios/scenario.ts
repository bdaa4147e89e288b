import type { Shop } from '../shop.ts';

/** What a browser must do, as a sentence, and how to see that it does. */
export type Scenario = readonly [behaviour: string, see: (shop: Shop) => Promise<void>];
