import type { Backend, Provider } from './backend.ts';
import type { EventName } from './events.ts';
import type { ImagesMode } from './images.ts';
import type { Item } from './items.ts';
import type { ModelName } from './requests.ts';

/** A share of an item's score, and what earned it. */
export interface Reason {
  /** What the shopper did, or a prior that is not an event. */
  readonly event: EventName | Prior;
  /** The item of the event. */
  readonly objectID?: string;
  /** The title of that item, if it is known. */
  readonly title?: string;
  /**
   * A part of the score, divided by the size of the whole: below zero if it counts against the item. The shares of one item
   * add up to 1, or to -1 if its score is below zero.
   */
  readonly share: number;
}

/**
 * What adds to a score besides the shopper's events: how much the item sells in all (`popularity`) or now (`trend`), that it
 * is `new`, a `boost` by the shop's rules, the `query` of a search, or a `seed` in `objectIDs`. `price` only lowers: the item
 * costs more than what the shopper chooses.
 */
export type Prior = 'popularity' | 'trend' | 'new' | 'boost' | 'query' | 'seed' | 'price';

/** An item on a shelf: its fields in the catalogue, its score, and the reasons for the score. */
export interface ShelfItem extends Omit<Item, 'id'> {
  /** The item's id. */
  readonly objectID: string;
  /** Comparable within one shelf only. */
  readonly _score: number;
  /** Largest share first. */
  readonly reasons: readonly Reason[];
}

/** A ranked list of items. It may be empty. */
export interface Shelf {
  /** A random id of this shelf. Send it with events, so that they count as caused by the shelf. */
  readonly queryID: string;
  /** The back end that scored this shelf. */
  readonly backend: Backend;
  /** Why it is not the fastest back end, if it is not. */
  readonly reason?: string;
  /** The model that found the items: the one asked for, or a fallback. Undefined in a search. */
  readonly model?: ModelName;
  /** Whether something that the shopper did raised an item. If not, every shopper gets this shelf. */
  readonly personal: boolean;
  /** How elements show the items' images. */
  readonly images: ImagesMode;
  /** Best first. */
  readonly items: readonly ShelfItem[];
  /** Milliseconds spent in the worker. */
  readonly ms: number;
  /**
   * In a search by text: the share of its words that the best item has, from 0 to 1, by how rare they are. Below 0.3, say that
   * nothing was found: the items are the nearest that there are.
   */
  readonly coverage?: number;
  /** In a search by text with misspelt words: the text as the best item spells it. */
  readonly corrected?: string;
  /** In a search: what ran the model. Undefined if the words of a text alone found the items. */
  readonly provider?: Provider;
  /** In a search: why WebGPU did not run the text model, if it was asked for. */
  readonly providerReason?: string;
}
