import type { OrderLine } from '../../learn/histories.ts';
import type { Item } from '../../types.ts';

/** Something a shopper bought (or whatever the data counts), its item by its place in the catalogue. */
export interface Line {
  readonly item: number;
  /** Epoch milliseconds. */
  readonly at: number;
  readonly order: string;
}

/** Who bought, and what, oldest first. */
export interface Shopper {
  /** Nothing, where nobody knows who bought: then the lines are of one order. */
  readonly id?: string;
  readonly lines: readonly Line[];
}

export interface Dataset {
  readonly items: readonly Item[];
  readonly shoppers: readonly Shopper[];
  /** What a reader of the figures should know of how time is ordered. */
  readonly note?: string;
}

/** One question of an evaluation: given this history, or these seeds, which items come next? */
export interface Case {
  readonly history: readonly Line[];
  /** A basket to complete, instead of a history to go on from. */
  readonly basket?: readonly number[];
  /** Never empty. */
  readonly relevant: ReadonlySet<number>;
  /** Epoch milliseconds at which it is asked. */
  readonly now: number;
}

/** What may be learned from, and what is asked then. */
export interface Split {
  readonly train: readonly Shopper[];
  readonly cases: readonly Case[];
  /** Baskets to complete, where the protocol has some. */
  readonly baskets: readonly Case[];
  /** What a baseline may know in hindsight, where the others could know nothing. */
  readonly hindsight?: readonly Shopper[];
}

/** Shoppers' lines as learning takes them. */
export function* linesOf(shoppers: readonly Shopper[]): Iterable<OrderLine> {
  for (const { id, lines } of shoppers)
    for (const { item, at, order } of lines)
      yield { order, at, row: item, ...(id !== undefined && { shopper: id }) };
}
