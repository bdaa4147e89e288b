import type { EventName, EventParameters, Recommender } from '../../src/index.ts';
import type { Cart } from './cart.ts';
import type { Catalogue, Product } from './catalogue.ts';
import type { Timings } from './timings.ts';

/** What every page of the shop works with. */
export interface Shop {
  readonly catalogue: Catalogue;
  readonly cart: Cart;
  /** Pages show before it has started. */
  readonly recommender: Promise<Recommender>;
  readonly timings: Timings;
  /** Notes an event without making the page wait. */
  track(name: EventName, parameters: EventParameters): void;
}

/** A page as the frame shows it. */
export interface Page {
  readonly title: string;
  readonly node: HTMLElement;
  /** Called after the shopper's history has changed. */
  refresh?(): void;
}

/** A product in GA4's words. */
export const ga4 = ({ id, title, category, price }: Product, quantity = 1) => ({
  item_id: id,
  item_name: title,
  item_category: category,
  price,
  quantity,
});
