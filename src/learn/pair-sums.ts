import type { HistoryLog, LoggedHistory } from './history-log.ts';
import type { LearningParameters } from './parameters.ts';

/** Sums over the shoppers who have two given rows. */
export interface PairSum {
  readonly row: number;
  readonly other: number;
  /** How many known shoppers have both. */
  readonly shoppers: number;
  /** How many known shoppers first had the other in a later order than the row. */
  readonly forward: number;
  /** How many shoppers had both in one order. See `oneGuest`. */
  readonly together: number;
  /** Sum of weights over shoppers who first had the other in a later order than the row. */
  readonly after: number;
  /** Sum of weights over shoppers who have both, in either direction. */
  readonly near: number;
  /** Sum of 1 / size over the orders that hold both. */
  readonly basket: number;
}

interface PairParameters extends Pick<LearningParameters, 'activityExponent' | 'decay'> {
  /** Whether all orders that name no shopper count as one shopper, since they may be one person's. */
  readonly oneGuest: boolean;
}

/** Memory for the sums of one block of rows, in bytes. */
const BLOCK_BYTES = 192 * 2 ** 20;

/**
 * Sums over pairs of rows: every pair in both directions, in order of rows. The sums are exact, and memory does not grow
 * with the number of histories. Rows are taken in blocks, as many as fit into memory with a sum for every other row, and
 * the whole log is read once for each block.
 *
 * @param count Rows of the catalogue.
 * @param minShoppers A pair is left out if both `shoppers` and `together` are below this.
 */
export function* pairSums(
  log: HistoryLog,
  count: number,
  minShoppers: number,
  parameters: PairParameters,
): Iterable<PairSum> {
  const height = Math.max(1, Math.min(count, Math.floor(BLOCK_BYTES / (4 * WIDTH * count))));
  const block = new Block(height, count);
  for (let from = 0; from < count; from += height) {
    block.moveTo(from);
    for (const history of log.read(from, from + height)) block.add(history, parameters);
    yield* block.take(minShoppers);
  }
}

// The place of each number of a pair. They lie side by side, since they change at the same time.
const [SHOPPERS, FORWARD, TOGETHER, LAST, AFTER, NEAR, BASKET, WIDTH] = [0, 1, 2, 3, 4, 5, 6, 7];
/** The bit of `TOGETHER` that says whether an order without a shopper had both. */
const GUEST = 0x8000_0000;

/** The sums of some rows with all rows. */
class Block {
  readonly #sums: Float32Array;
  /**
   * The same memory as integers, for the first four numbers of a pair. `LAST` is the number of the shopper who was last
   * found to have both in one order.
   */
  readonly #counts: Uint32Array;
  /** One bit for each pair, set if its sums may not be zero. Few pairs have sums, and reading all of them would be slow. */
  readonly #touched: Uint32Array;
  #from = 0;
  #shopper = 0;

  constructor(
    readonly height: number,
    readonly count: number,
  ) {
    this.#sums = new Float32Array(height * count * WIDTH);
    this.#counts = new Uint32Array(this.#sums.buffer);
    this.#touched = new Uint32Array(Math.ceil((height * count) / 32));
  }

  moveTo(from: number): void {
    this.#from = from;
    this.#shopper = 0;
  }

  add(
    { rows, firstOrder, baskets, known }: LoggedHistory,
    { activityExponent, decay, oneGuest }: PairParameters,
  ): void {
    this.#shopper++;
    const weight = rows.length ** -activityExponent;
    const orders = (firstOrder.at(-1) ?? -1) + 1;
    const after = Float64Array.from({ length: orders }, (_, apart) => apart && weight * apart ** -decay);
    const near = Float64Array.from({ length: orders }, (_, apart) => weight * (1 + apart) ** -decay);
    for (let i = 0; i < rows.length; i++)
      if (this.#holds(rows[i]!)) this.#addPairs(i, rows, firstOrder, after, near);
    for (const basket of baskets)
      for (let i = 0; i < basket.length; i++)
        if (this.#holds(basket[i]!)) this.#addBasket(i, basket, oneGuest && !known);
  }

  /** Gives the sums of all pairs, and empties the block. */
  *take(minShoppers: number): Iterable<PairSum> {
    for (let word = 0; word < this.#touched.length; word++) {
      for (let bits = this.#touched[word]!; bits !== 0; bits &= bits - 1) {
        const pair = word * 32 + 31 - Math.clz32(bits & -bits);
        const start = pair * WIDTH;
        const [shoppers, forward] = [this.#counts[start + SHOPPERS]!, this.#counts[start + FORWARD]!];
        const together = togetherOf(this.#counts[start + TOGETHER]!);
        if (Math.max(shoppers, together) >= minShoppers) {
          yield {
            row: this.#from + Math.floor(pair / this.count),
            other: pair % this.count,
            shoppers,
            forward,
            together,
            after: this.#sums[start + AFTER]!,
            near: this.#sums[start + NEAR]!,
            basket: this.#sums[start + BASKET]!,
          };
        }
        this.#sums.fill(0, start, start + WIDTH);
      }
      this.#touched[word] = 0;
    }
  }

  #holds(row: number): boolean {
    return row >= this.#from && row < this.#from + this.height;
  }

  #addPairs(
    i: number,
    rows: Uint32Array,
    firstOrder: Uint32Array,
    after: Float64Array,
    near: Float64Array,
  ): void {
    const first = (rows[i]! - this.#from) * this.count;
    for (let j = 0; j < rows.length; j++) {
      if (j === i) continue;
      const start = this.#touch(first + rows[j]!);
      const apart = firstOrder[j]! - firstOrder[i]!;
      this.#counts[start + SHOPPERS]!++;
      if (apart > 0) {
        this.#counts[start + FORWARD]!++;
        this.#sums[start + AFTER]! += after[apart]!;
      }
      this.#sums[start + NEAR]! += near[Math.abs(apart)]!;
    }
  }

  #addBasket(i: number, basket: Uint32Array, isGuest: boolean): void {
    const first = (basket[i]! - this.#from) * this.count;
    for (let j = 0; j < basket.length; j++) {
      if (j === i) continue;
      const start = this.#touch(first + basket[j]!);
      if (isGuest) this.#counts[start + TOGETHER]! |= GUEST;
      else if (this.#counts[start + LAST] !== this.#shopper) {
        this.#counts[start + LAST] = this.#shopper;
        this.#counts[start + TOGETHER]!++;
      }
      this.#sums[start + BASKET]! += 1 / basket.length;
    }
  }

  /** Marks a pair as touched. Gives the index of its first number. */
  #touch(pair: number): number {
    this.#touched[pair >>> 5]! |= 1 << (pair & 31);
    return pair * WIDTH;
  }
}

function togetherOf(count: number): number {
  return (count & ~GUEST) + (count >>> 31);
}
