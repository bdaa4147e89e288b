import type { OrderLine } from '../../learn/histories.ts';
import type { Item } from '../../types.ts';

/** One item of an order, or whatever interaction the data counts. */
export interface Line {
  /** Index of the item in the catalogue. */
  readonly item: number;
  /** Epoch milliseconds. */
  readonly at: number;
  readonly order: string;
}

/** A shopper and the lines of their orders, oldest first. */
export interface Shopper {
  /** Absent if the shopper is not known; then all lines are of one order. */
  readonly id?: string;
  readonly lines: readonly Line[];
}

export interface Dataset {
  readonly items: readonly Item[];
  readonly shoppers: readonly Shopper[];
  /** A remark on the dates for a reader of the figures. */
  readonly note?: string;
}

/** One question of an evaluation: which items come after this history, or complete this basket? */
export interface Case {
  readonly history: readonly Line[];
  /** Items of a basket to complete; the history is then empty. */
  readonly basket?: readonly number[];
  /** The correct items. Never empty. */
  readonly relevant: ReadonlySet<number>;
  /** Time of the question, epoch milliseconds. */
  readonly now: number;
}

/** The data to learn from, and the cases to answer after that. */
export interface Split {
  readonly train: readonly Shopper[];
  readonly cases: readonly Case[];
  /** Baskets to complete; empty if the protocol has none. */
  readonly baskets: readonly Case[];
  /** Data with the answers, for a baseline in hindsight, if the other baselines cannot know the items. */
  readonly hindsight?: readonly Shopper[];
}

/** Gives shoppers' lines in the form that learning takes. */
export function* linesOf(shoppers: readonly Shopper[]): Iterable<OrderLine> {
  for (const { id, lines } of shoppers)
    for (const { item, at, order } of lines)
      yield { order, at, row: item, ...(id !== undefined && { shopper: id }) };
}
