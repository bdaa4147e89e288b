import type { Spill } from './spill.ts';

/** One line of an order, its item as a row of the catalogue. */
export interface OrderLine {
  /** The shop's id of the shopper; undefined if the order names none. */
  readonly shopper?: string;
  readonly order: string;
  /** Epoch milliseconds. */
  readonly at: number;
  readonly row: number;
}

/** One order. */
export interface Order {
  /** Epoch milliseconds. */
  readonly at: number;
  /** Distinct rows, in the order of the lines. */
  readonly rows: readonly number[];
}

/** What one shopper ordered. */
export interface History {
  /** True: all orders of one shopper. False: a single order that names no shopper. */
  readonly known: boolean;
  /** Oldest first. */
  readonly orders: readonly Order[];
}

interface Histories {
  add(line: OrderLine): void;
  /** The history of every shopper, in an order that depends on their ids only. */
  read(): Iterable<History>;
}

const PARTS = 256;
const PIECE = 1024; // lines; one piece for each of 256 parts takes 8 MB

/**
 * Groups order lines by shopper. Lines may come in any order. Each line goes to one of 256 parts by the hash of its
 * shopper, and one part at a time is read back and sorted: with ten million lines, a part has about forty thousand.
 *
 * Shoppers and orders are kept as 53-bit hashes. The chance that two of a million shoppers have the same hash, and are
 * taken for one, is 1 in 18,000.
 */
export function createHistories(spill: Spill): Histories {
  const open: (Piece | undefined)[] = [];
  const flush = (part: number) => {
    const piece = open[part];
    if (piece) spill.append(partName(part), trimmed(piece));
    open[part] = undefined;
  };
  return {
    add({ shopper, order, at, row }) {
      const name = shopper === undefined ? -1 - hash(order) : hash(shopper);
      const part = Math.abs(name % PARTS);
      const piece = (open[part] ??= newPiece());
      piece.shoppers[piece.length] = name;
      piece.orders[piece.length] = hash(order);
      piece.times[piece.length] = at;
      piece.rows[piece.length] = row;
      if (++piece.length === PIECE) flush(part);
    },
    *read() {
      for (let part = 0; part < PARTS; part++) {
        flush(part);
        yield* historiesOf([...spill.read(partName(part))]);
      }
    },
  };
}

const partName = (part: number) => `lines-${part}`;

interface Piece {
  readonly shoppers: Float64Array<ArrayBuffer>;
  readonly orders: Float64Array<ArrayBuffer>;
  readonly times: Float64Array<ArrayBuffer>;
  readonly rows: Float64Array<ArrayBuffer>;
  length: number;
}

function newPiece(): Piece {
  const column = () => new Float64Array(PIECE);
  return { shoppers: column(), orders: column(), times: column(), rows: column(), length: 0 };
}

const COLUMNS = 4;

function trimmed({ shoppers, orders, times, rows, length }: Piece): ArrayBuffer {
  const all = new Float64Array(COLUMNS * length);
  [shoppers, orders, times, rows].forEach((column, i) => {
    all.set(column.subarray(0, length), i * length);
  });
  return all.buffer;
}

/** Sorts the lines of a part by shopper, then time, then arrival, and gives one history for each shopper. */
function* historiesOf(pieces: readonly ArrayBuffer[]): Iterable<History> {
  const views = pieces.map((piece) => new Float64Array(piece));
  const length = views.reduce((sum, view) => sum + view.length / COLUMNS, 0);
  const [shoppers, orders, times, rows] = Array.from({ length: COLUMNS }, (_, column) => {
    const joined = new Float64Array(length);
    let end = 0;
    for (const view of views) {
      const size = view.length / COLUMNS;
      joined.set(view.subarray(column * size, (column + 1) * size), end);
      end += size;
    }
    return joined;
  }) as [Float64Array, Float64Array, Float64Array, Float64Array];
  const sorted = Uint32Array.from({ length }, (_, i) => i).sort(
    (a, b) => shoppers[a]! - shoppers[b]! || times[a]! - times[b]! || a - b,
  );
  for (let from = 0, to = 0; from < length; from = to) {
    const byOrder = new Map<number, { at: number; rows: Set<number> }>();
    for (; to < length && shoppers[sorted[to]!] === shoppers[sorted[from]!]; to++) {
      const line = sorted[to]!;
      const order = byOrder.get(orders[line]!);
      if (order) order.rows.add(rows[line]!);
      else byOrder.set(orders[line]!, { at: times[line]!, rows: new Set([rows[line]!]) });
    }
    yield {
      known: shoppers[sorted[from]!]! >= 0,
      orders: Array.from(byOrder.values(), ({ at, rows }) => ({ at, rows: [...rows] })),
    };
  }
}

/** A 53-bit hash of a string (cyrb53, public domain). */
function hash(text: string): number {
  let [a, b] = [0xdeadbeef, 0x41c6ce57];
  for (let i = 0; i < text.length; i++) {
    const code = text.charCodeAt(i);
    a = Math.imul(a ^ code, 2654435761);
    b = Math.imul(b ^ code, 1597334677);
  }
  a = Math.imul(a ^ (a >>> 16), 2246822507) ^ Math.imul(b ^ (b >>> 13), 3266489909);
  b = Math.imul(b ^ (b >>> 16), 2246822507) ^ Math.imul(a ^ (a >>> 13), 3266489909);
  return 4294967296 * (2097151 & b) + (a >>> 0);
}
