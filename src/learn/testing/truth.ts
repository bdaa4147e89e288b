import type { OrderLine } from '../histories.ts';

/** Pairs are counted up to this many shoppers. */
const ENOUGH = 5;

/** What really happened in some orders, counted in the plainest way: how many shoppers had, or did, something. */
export interface Truth {
  /** Shoppers who have the item. */
  having(row: number): number;
  /** Known shoppers who have both. */
  both(row: number, other: number): number;
  /** Known shoppers who had the other in a later order than the row. */
  went(row: number, other: number): number;
  /** Shoppers who had both in one order. */
  together(row: number, other: number): number;
  /** Known shoppers who have one of some rows in two orders or more. */
  again(rows: readonly number[]): number;
  /** Known shoppers who had one of some rows, and one of others in the very next order. */
  cameBack(rows: readonly number[], others: readonly number[]): number;
}

interface Buyer {
  readonly isKnown: boolean;
  /** The numbers of the first and of the last order that hold each row. */
  readonly first: Map<number, number>;
  readonly last: Map<number, number>;
  /** The numbers of all orders that hold each row. */
  readonly orders: Map<number, Set<number>>;
  /** By the number of an order: that of the next one. Made when it is first needed. */
  next?: ReadonlyMap<number, number>;
}

/** All orders that name no shopper are one shopper's, unless no order names one. */
export function truthOf(lines: readonly OrderLine[]): Truth {
  const anyKnown = lines.some(({ shopper }) => shopper !== undefined);
  const buyers = new Map<string, Buyer>();
  /** The rows of each order, by its number. */
  const contents = new Map<number, number[]>();
  const byRow = new Map<number, Set<Buyer>>();
  const numbers = new Map<string, number>();
  for (const { shopper, order, row } of lines.toSorted((a, b) => a.at - b.at)) {
    const name = shopper === undefined ? `guest ${anyKnown ? '' : order}` : `shopper ${shopper}`;
    const buyer: Buyer = buyers.get(name) ?? {
      isKnown: shopper !== undefined,
      first: new Map(),
      last: new Map(),
      orders: new Map(),
    };
    buyers.set(name, buyer);
    const key = JSON.stringify([name, order]);
    const number = numbers.get(key) ?? numbers.size;
    numbers.set(key, number);
    contents
      .set(number, contents.get(number) ?? [])
      .get(number)!
      .push(row);
    buyer.first.set(row, Math.min(buyer.first.get(row) ?? Infinity, number));
    buyer.last.set(row, Math.max(buyer.last.get(row) ?? 0, number));
    buyer.orders.set(row, (buyer.orders.get(row) ?? new Set()).add(number));
    byRow.set(row, (byRow.get(row) ?? new Set()).add(buyer));
  }
  const countOf = (row: number, other: number, did: (buyer: Buyer) => boolean) => {
    const sets = [row, other].map((one) => byRow.get(one) ?? new Set<Buyer>()) as [Set<Buyer>, Set<Buyer>];
    const [few, many] = sets.sort((a, b) => a.size - b.size);
    let count = 0;
    for (const buyer of few) if (many.has(buyer) && did(buyer) && ++count === ENOUGH) break;
    return count;
  };
  const buyersOf = (rows: readonly number[]) => [
    ...new Set(rows.flatMap((row) => [...(byRow.get(row) ?? [])])),
  ];
  return {
    having: (row) => byRow.get(row)?.size ?? 0,
    both: (row, other) => countOf(row, other, ({ isKnown }) => isKnown),
    went: (row, other) =>
      countOf(row, other, ({ isKnown, first, last }) => isKnown && first.get(row)! < last.get(other)!),
    together: (row, other) =>
      countOf(row, other, ({ orders }) => {
        const others = orders.get(other)!;
        for (const order of orders.get(row)!) if (others.has(order)) return true;
        return false;
      }),
    again: (rows) =>
      buyersOf(rows).filter(
        ({ isKnown, orders }) => isKnown && rows.some((row) => (orders.get(row)?.size ?? 0) > 1),
      ).length,
    cameBack: (rows, others) => {
      const wanted = new Set(others);
      const isWanted = (order: number | undefined) =>
        order !== undefined && contents.get(order)!.some((row) => wanted.has(row));
      return buyersOf(rows).filter((buyer) => {
        const ordersOf = (row: number) => [...(buyer.orders.get(row) ?? [])];
        const next = (buyer.next ??= nextOf(buyer));
        return buyer.isKnown && rows.some((row) => ordersOf(row).some((order) => isWanted(next.get(order))));
      }).length;
    },
  };
}

function nextOf({ orders }: Buyer): ReadonlyMap<number, number> {
  const all = [...new Set([...orders.values()].flatMap((some) => [...some]))].sort((a, b) => a - b);
  return new Map(all.slice(1).map((order, i) => [all[i]!, order]));
}
