import type { History } from './histories.ts';
import type { Spill } from './spill.ts';

/** One shopper's history as it is read again and again: two columns of his items, each once, and his orders. */
export interface LoggedHistory {
  /** Distinct rows, and the number of the order that each first was in, never falling. None if nobody knows the shopper. */
  readonly rows: Uint32Array;
  readonly met: Uint32Array;
  /** The rows of his orders of two items or more. */
  readonly baskets: readonly Uint32Array[];
}

export interface HistoryLog {
  add(history: History): void;
  /** The histories that have a row of `from` to below `to`. */
  read(from: number, to: number): Iterable<LoggedHistory>;
}

const NAME = 'histories';
const PIECE = 1 << 18; // numbers: 1 MB

/**
 * Keeps histories in the spill as plain numbers, a megabyte in memory at a time, so that they can be gone through many
 * times. A history is: how many rows, how many numbers its baskets take, rows, orders, then size and rows of each basket.
 *
 * @param longest Rows kept of a history, the latest.
 */
export function createHistoryLog(spill: Spill, longest: number): HistoryLog {
  let piece = new Uint32Array(PIECE);
  let end = 0;
  const flush = () => {
    if (end > 0) spill.append(NAME, piece.slice(0, end).buffer);
    end = 0;
  };
  return {
    add(history) {
      const numbers = encoded(history, longest);
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

function encoded({ known, orders }: History, longest: number): number[] {
  const met = new Map<number, number>();
  orders.forEach(({ rows }, order) => {
    for (const row of known ? rows : []) if (!met.has(row)) met.set(row, order);
  });
  const latest = [...met].slice(-longest);
  const baskets = orders
    .map(({ rows }) => rows.slice(0, longest))
    .filter((rows) => rows.length > 1)
    .flatMap((rows) => [rows.length, ...rows]);
  return [
    latest.length,
    baskets.length,
    ...latest.map(([row]) => row),
    ...latest.map(([, order]) => order),
    ...baskets,
  ];
}

function* decoded(numbers: Uint32Array, from: number, to: number): Iterable<LoggedHistory> {
  for (let at = 0; at < numbers.length;) {
    const [length, size] = [numbers[at]!, numbers[at + 1]!];
    const start = at + 2;
    const middle = start + length;
    const rest = middle + length;
    at = rest + size;
    for (let i = start; i < at; i++) {
      if (i === middle) i = rest; // orders are numbers of another kind
      if (numbers[i]! < from || numbers[i]! >= to) continue; // the size of a basket may pass for a row: no harm
      yield {
        rows: numbers.subarray(start, middle),
        met: numbers.subarray(middle, rest),
        baskets: basketsOf(numbers.subarray(rest, at)),
      };
      break;
    }
  }
}

function basketsOf(numbers: Uint32Array): Uint32Array[] {
  const baskets: Uint32Array[] = [];
  for (let at = 0; at < numbers.length; at += 1 + numbers[at]!)
    baskets.push(numbers.subarray(at + 1, at + 1 + numbers[at]!));
  return baskets;
}
