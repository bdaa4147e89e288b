import type { Backend, Provider } from './backend.ts';
import type { EventName } from './events.ts';
import type { Item } from './items.ts';

/** A share of a score, and what the shopper did that earned it. */
export interface Reason {
  /** The event's name, or the named prior that is not an event. */
  readonly event: EventName | Prior;
  readonly objectID?: string;
  /** Of that item, for a page that tells the shopper why. */
  readonly title?: string;
  /** Of the score; the shares of one item add up to 1. Below zero, if it counts against the item. */
  readonly share: number;
}

/** What adds to a score without being something the shopper did: `seed` is an item that the call named. */
export type Prior = 'popularity' | 'trend' | 'new' | 'boost' | 'query' | 'seed';

export interface ShelfItem extends Omit<Item, 'id'> {
  readonly objectID: string;
  readonly _score: number;
  readonly reasons: readonly Reason[];
}

export interface Shelf {
  readonly queryID: string;
  /** What scored this shelf. */
  readonly backend: Backend;
  /** Why another back end than the fastest was taken, if one was. */
  readonly reason?: string;
  readonly items: readonly ShelfItem[];
  /** Milliseconds spent inside the worker. */
  readonly ms: number;
  /** For `search`: what ran the text model, and why not WebGPU if that was asked for. */
  readonly provider?: Provider;
  readonly providerReason?: string;
}
