import type { Catalogue } from '../../core/catalogue.ts';
import type { TableName } from '../../core/parameters.ts';
import type { OrderTotals } from '../../learn/learn.ts';
import type { Findings } from '../feed/findings.ts';
import type { OrderCounts } from '../feed/orders.ts';
import type { UnmatchedId } from '../feed/unmatched.ts';

/**
 * What reading orders has found. `linesRead = lines + unmatched.lines + returned + others + refused.rows`.
 */
export interface OrdersReading {
  /** Order lines that the files hold. */
  readonly linesRead: number;
  /** Lines of items of the catalogue, which the pack is learned from. */
  readonly lines: number;
  /** Lines of items that the catalogue does not have. */
  readonly unmatched: {
    readonly lines: number;
    /** Distinct ids. */
    readonly ids: number;
    /** Whether the numbers of ids and of their lines are exact; else they are lower bounds. */
    readonly exact: boolean;
    /** The 20 ids of the most lines; an empty id if lines name no item. */
    readonly most: readonly UnmatchedId[];
    /** Ids of rows of the catalogue that were refused or skipped. */
    readonly leftOut: Among<UnmatchedId>;
    /** Of all others, ids that differ from one of the catalogue's in case, punctuation or leading zeros only. */
    readonly near: Among<NearId>;
  };
  /** Lines that take goods back. */
  readonly returned: number;
  /** Events that are no purchase, and orders that were cancelled, refunded, not paid, or a test. */
  readonly others: number;
  /** The same by reason. */
  readonly skipped: Findings;
  readonly refused: Findings;
  readonly repaired: Findings;
  readonly guessed: Findings;
  /** Files whose dates may have the day or the month first, and which it is. */
  readonly dateOrders: OrderCounts['dateOrders'];
}

/** Some of the ids that the catalogue lacks. */
export interface Among<Id extends UnmatchedId> {
  readonly ids: number;
  readonly lines: number;
  /** The 20 of the most lines. */
  readonly most: readonly Id[];
}

/** An id that the catalogue lacks, and the one of the catalogue that it is near to. */
export interface NearId extends UnmatchedId {
  readonly near: string;
}

/** What a build has learned from orders. */
export interface OrdersReport extends OrdersReading, OrderTotals {
  /** How many shoppers must have an item, or both items of a pair. */
  readonly minShoppers: number;
  /** The epsilon of `--private`, or 0. */
  readonly epsilon: number;
  /** Pairs of items that the pack tells of. */
  readonly pairsTold: number;
  /** The first day whose orders are not in what the pack tells. */
  readonly until: string;
  /** Lines of the current week: they count once it is over. */
  readonly waiting: number;
  /** Whether the pack tells of orders what the previous pack told. */
  readonly isKept: boolean;
  /** How many shoppers must order before that changes. */
  readonly newShoppers: number;
  /** How many items have a neighbour in each table. */
  readonly withNeighbours: Readonly<Partial<Record<TableName, number>>>;
}

const MOST = 20;

/** @param rowOf Every name of an item of the catalogue. */
export function ordersReading(
  counts: OrderCounts,
  rowOf: ReadonlyMap<string, number>,
  leftOut: ReadonlySet<string>,
): OrdersReading {
  const {
    read,
    lines,
    unknown,
    unmatched,
    returned,
    others,
    skipped,
    refused,
    repaired,
    guessed,
    dateOrders,
  } = counts;
  return {
    linesRead: read,
    lines,
    unmatched: {
      lines: unknown,
      ids: unmatched.distinct,
      exact: unmatched.exact,
      most: unmatched.top(MOST),
      ...sorted(unmatched.top(Infinity), rowOf.keys(), leftOut),
    },
    returned,
    others,
    skipped,
    refused,
    repaired,
    guessed,
    dateOrders,
  };
}

/** How many pairs of rows the tables of orders tell of, each counted once. */
export function pairsTold({ next, alsoViewed, boughtTogether }: Catalogue['tables']): number {
  const pairs = new Set<string>();
  for (const { offsets, targets } of [next, alsoViewed, boughtTogether].filter(
    (table) => table !== undefined,
  ))
    for (let row = 0; row + 1 < offsets.length; row++)
      for (const other of targets.subarray(offsets[row], offsets[row + 1]))
        pairs.add(`${Math.min(row, other)} ${Math.max(row, other)}`);
  return pairs.size;
}

/** How many rows have a neighbour in each table. */
export function withNeighbours(tables: Catalogue['tables']): OrdersReport['withNeighbours'] {
  return Object.fromEntries(
    Object.entries(tables).map(([name, { offsets }]) => [
      name,
      offsets.reduce((sum, offset, row) => sum + (row > 0 && offset > offsets[row - 1]! ? 1 : 0), 0),
    ]),
  );
}

/** Finds the ids that the catalogue has in another spelling, and those of rows that were left out. */
function sorted(
  ids: readonly UnmatchedId[],
  names: Iterable<string>,
  leftOut: ReadonlySet<string>,
): Pick<OrdersReading['unmatched'], 'leftOut' | 'near'> {
  const wanted = new Map(ids.map(({ id }) => [plain(id), undefined as string | undefined]));
  wanted.delete('');
  for (const name of wanted.size > 0 ? names : []) {
    const key = plain(name);
    if (wanted.has(key)) wanted.set(key, wanted.get(key) ?? name);
  }
  const others = ids.filter(({ id }) => !leftOut.has(id));
  return {
    leftOut: among(ids.filter(({ id }) => leftOut.has(id))),
    near: among(
      others.flatMap((one) => {
        const near = wanted.get(plain(one.id));
        return near === undefined ? [] : [{ ...one, near }];
      }),
    ),
  };
}

function among<Id extends UnmatchedId>(ids: readonly Id[]): Among<Id> {
  const lines = ids.reduce((sum, one) => sum + one.lines, 0);
  return { ids: ids.length, lines, most: ids.slice(0, MOST) };
}

/** An id without case, punctuation and leading zeros. */
function plain(id: string): string {
  return id
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]+/gu, '')
    .replace(/^0+(?=.)/, '');
}
