import type { HistoryLog, LoggedHistory } from './history-log.ts';
import type { LearningParameters } from './parameters.ts';

/** What is summed over the shoppers who have two rows. */
export interface PairSum {
  readonly row: number;
  readonly other: number;
  /** Known shoppers who have both, and shoppers who had both in one order; each order of nobody known is one's. */
  readonly shoppers: number;
  readonly together: number;
  /** Sums of weights: the other first had after the row; near it, either way; in one order with it. */
  readonly after: number;
  readonly near: number;
  readonly basket: number;
}

type Decay = Pick<LearningParameters, 'dilution' | 'decay'>;

const BUDGET = 192 * 2 ** 20; // bytes

/**
 * Sums over pairs of rows, every pair both ways, row after row. Memory does not depend on how many histories there are,
 * and nothing is approximated: as many rows at a time as have room for a sum with every other, and for each such block
 * the log is gone through once.
 *
 * @param count Rows of the catalogue.
 * @param minShoppers Pairs that both numbers of shoppers are below this for are left out.
 */
export function* pairSums(
  log: HistoryLog,
  count: number,
  minShoppers: number,
  decay: Decay,
): Iterable<PairSum> {
  const height = Math.max(1, Math.min(count, Math.floor(BUDGET / (4 * WIDTH * count))));
  const block = new Block(height, count);
  for (let from = 0; from < count; from += height) {
    block.moveTo(from);
    for (const history of log.read(from, from + height)) block.add(history, decay);
    yield* block.take(minShoppers);
  }
}

// A pair's numbers lie side by side, since they are added to at the same time.
const [SHOPPERS, TOGETHER, LAST, AFTER, NEAR, BASKET, WIDTH] = [0, 1, 2, 3, 4, 5, 6];

/** The sums of some rows with all. */
class Block {
  readonly #sums: Float32Array;
  /** The same memory: the first three of a pair are whole numbers. `LAST` is the shopper who last had both in one order. */
  readonly #counts: Uint32Array;
  /** A bit a pair, set where a sum may not be zero: few are, and memory is slow. */
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

  add({ rows, met, baskets }: LoggedHistory, { dilution, decay }: Decay): void {
    this.#shopper++;
    const worth = rows.length ** -dilution;
    const orders = (met[met.length - 1] ?? -1) + 1;
    const after = Float64Array.from({ length: orders }, (_, apart) => apart && worth * apart ** -decay);
    const near = Float64Array.from({ length: orders }, (_, apart) => worth * (1 + apart) ** -decay);
    for (let i = 0; i < rows.length; i++)
      if (this.#holds(rows[i]!)) this.#addMeetings(i, rows, met, after, near);
    for (const basket of baskets)
      for (let i = 0; i < basket.length; i++) if (this.#holds(basket[i]!)) this.#addBasket(i, basket);
  }

  /** Gives the sums, and is empty afterwards. */
  *take(minShoppers: number): Iterable<PairSum> {
    for (let word = 0; word < this.#touched.length; word++) {
      for (let bits = this.#touched[word]!; bits !== 0; bits &= bits - 1) {
        const pair = word * 32 + 31 - Math.clz32(bits & -bits);
        const at = pair * WIDTH;
        const [shoppers, together] = [this.#counts[at + SHOPPERS]!, this.#counts[at + TOGETHER]!];
        if (Math.max(shoppers, together) >= minShoppers) {
          yield {
            row: this.#from + Math.floor(pair / this.count),
            other: pair % this.count,
            shoppers,
            together,
            after: this.#sums[at + AFTER]!,
            near: this.#sums[at + NEAR]!,
            basket: this.#sums[at + BASKET]!,
          };
        }
        this.#sums.fill(0, at, at + WIDTH);
      }
      this.#touched[word] = 0;
    }
  }

  #holds(row: number): boolean {
    return row >= this.#from && row < this.#from + this.height;
  }

  #addMeetings(
    i: number,
    rows: Uint32Array,
    met: Uint32Array,
    after: Float64Array,
    near: Float64Array,
  ): void {
    const start = (rows[i]! - this.#from) * this.count;
    for (let j = 0; j < rows.length; j++) {
      if (j === i) continue;
      const at = this.#touch(start + rows[j]!);
      const apart = met[j]! - met[i]!;
      this.#counts[at + SHOPPERS]!++;
      if (apart > 0) this.#sums[at + AFTER]! += after[apart]!;
      this.#sums[at + NEAR]! += near[Math.abs(apart)]!;
    }
  }

  #addBasket(i: number, basket: Uint32Array): void {
    const start = (basket[i]! - this.#from) * this.count;
    for (let j = 0; j < basket.length; j++) {
      if (j === i) continue;
      const at = this.#touch(start + basket[j]!);
      if (this.#counts[at + LAST] !== this.#shopper) {
        this.#counts[at + LAST] = this.#shopper;
        this.#counts[at + TOGETHER]!++;
      }
      this.#sums[at + BASKET]! += 1 / basket.length;
    }
  }

  /** Where the numbers of a pair are. */
  #touch(pair: number): number {
    this.#touched[pair >>> 5]! |= 1 << (pair & 31);
    return pair * WIDTH;
  }
}
