import type { History } from './histories.ts';
import type { Spill } from './spill.ts';

/** One shopper's history in the form that the log gives back: their distinct items, and their orders. */
export interface LoggedHistory {
  /** Whether the orders name a shopper. */
  readonly known: boolean;
  /** Distinct rows, by the order that they were first in; empty if the shopper is not known. */
  readonly rows: Uint32Array;
  /** For each of `rows`: the number of the order that it was first in, counted from 0, never falling. */
  readonly firstOrder: Uint32Array;
  /** The rows of each order that has two items or more. */
  readonly baskets: readonly Uint32Array[];
}

export interface HistoryLog {
  add(history: History): void;
  /** The histories with at least one row in `[from, to)`; now and then one without. */
  read(from: number, to: number): Iterable<LoggedHistory>;
}

const NAME = 'histories';
const PIECE = 1 << 18; // numbers of 4 bytes: 1 MB

/**
 * Keeps histories in the spill, a megabyte in memory at a time, so that they can be read many times. A history is a run
 * of u32 numbers: 1 if the shopper is known, the number of rows, the count of numbers that its baskets take, `rows`,
 * `firstOrder`, then the size and the rows of each basket.
 *
 * @param maxRows Rows kept of each history for pairs of several orders: the latest.
 */
export function createHistoryLog(spill: Spill, maxRows: number): HistoryLog {
  let piece = new Uint32Array(PIECE);
  let end = 0;
  const flush = () => {
    if (end > 0) spill.append(NAME, piece.slice(0, end).buffer);
    end = 0;
  };
  return {
    add(history) {
      const numbers = encoded(history, maxRows);
      if (end + numbers.length > piece.length) flush();
      if (numbers.length > piece.length) piece = new Uint32Array(numbers.length);
      piece.set(numbers, end);
      end += numbers.length;
    },
    *read(from, to) {
      flush();
      for (const buffer of spill.read(NAME)) yield* decoded(new Uint32Array(buffer), from, to);
    },
  };
}

function encoded({ known, orders }: History, maxRows: number): number[] {
  const firstOrders = new Map<number, number>();
  orders.forEach(({ rows }, order) => {
    for (const row of known ? rows : []) if (!firstOrders.has(row)) firstOrders.set(row, order);
  });
  const latest = [...firstOrders].slice(-maxRows);
  const baskets = orders.flatMap(({ rows }) => (rows.length > 1 ? [rows.length, ...rows] : []));
  return [
    known ? 1 : 0,
    latest.length,
    baskets.length,
    ...latest.map(([row]) => row),
    ...latest.map(([, order]) => order),
    ...baskets,
  ];
}

function* decoded(numbers: Uint32Array, from: number, to: number): Iterable<LoggedHistory> {
  for (let start = 0; start < numbers.length;) {
    const rows = start + 3;
    const firstOrder = rows + numbers[start + 1]!;
    const baskets = firstOrder + numbers[start + 1]!;
    const end = baskets + numbers[start + 2]!;
    // The size of a basket may pass for a row: a history is then given for no use, which does no harm.
    if (isAnyIn(numbers, rows, firstOrder, from, to) || isAnyIn(numbers, baskets, end, from, to))
      yield {
        known: numbers[start] === 1,
        rows: numbers.subarray(rows, firstOrder),
        firstOrder: numbers.subarray(firstOrder, baskets),
        baskets: basketsOf(numbers.subarray(baskets, end)),
      };
    start = end;
  }
}

function isAnyIn(numbers: Uint32Array, start: number, end: number, from: number, to: number): boolean {
  for (let i = start; i < end; i++) if (numbers[i]! >= from && numbers[i]! < to) return true;
  return false;
}

function basketsOf(numbers: Uint32Array): Uint32Array[] {
  const baskets: Uint32Array[] = [];
  for (let start = 0; start < numbers.length; start += 1 + numbers[start]!)
    baskets.push(numbers.subarray(start + 1, start + 1 + numbers[start]!));
  return baskets;
}
