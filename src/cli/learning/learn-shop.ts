import type { OrderLine } from '../../learn/histories.ts';
import { textTables, type Learned } from '../../learn/learn.ts';
import { LEARNING } from '../../learn/parameters.ts';
import { createNoise } from '../../learn/private.ts';
import { VitrineError } from '../../errors.ts';
import type { Item } from '../../types.ts';
import { learn } from '../learn.ts';
import { toldBefore, type Told } from './told.ts';
import { weekOf } from './weeks.ts';

/** Before what is told changes, this many times `minShoppers` must have ordered since. */
const NEW_SHOPPERS = 10;

/** How a shop's orders are learned from. */
export interface ShopLearningOptions {
  readonly minShoppers?: number | undefined;
  /** If given, what is told is differentially private with this epsilon. */
  readonly private?: number | undefined;
  /** Folder of the pack whose readers will see the new one. */
  readonly previous?: string | undefined;
  /** Epoch milliseconds. Default: the clock's. */
  readonly now?: number | undefined;
}

/** What a pack tells of a shop's orders, and of which. */
export interface ShopLearning {
  readonly learned: Learned;
  readonly told: Told;
  /** Lines of later orders. */
  readonly waiting: number;
  /** Whether tables and columns are those of the previous pack. */
  readonly isKept: boolean;
  /** How many shoppers must order before they change. */
  readonly newShoppers: number;
}

/**
 * Learns from orders so that two packs do not tell what lies between them, unless many shoppers have ordered. Only orders of
 * weeks that are over count, so that all packs of a week tell the same. What the previous pack tells is told again until a week
 * is over in which, or since which, enough other shoppers have ordered: so an order that is entered, cancelled or erased later
 * changes nothing by itself.
 *
 * @param texts The text of each item.
 * @throws {VitrineError} `bad-argument` if the shop is too small for `private`.
 */
export async function learnShop(
  items: readonly Item[],
  texts: readonly string[],
  lines: Iterable<OrderLine> | AsyncIterable<OrderLine>,
  {
    minShoppers = LEARNING.minShoppers,
    private: epsilon = 0,
    previous,
    now = Date.now(),
  }: ShopLearningOptions,
): Promise<ShopLearning> {
  const before = previous === undefined ? undefined : await toldBefore(previous, items);
  const kept = before?.minShoppers === minShoppers && before.epsilon === epsilon ? before : undefined;
  const since = kept ? Date.parse(kept.until) : -Infinity;
  const end = Math.max(since, weekOf(now));
  const buyers = createBuyers(since);
  let waiting = 0;
  const learned = await learn(
    texts,
    (async function* () {
      for await (const line of lines) {
        if (line.at < end) {
          buyers.add(line);
          yield line;
        } else waiting++;
      }
    })(),
    { minShoppers, epsilon },
    items,
  );
  const newShoppers = NEW_SHOPPERS * minShoppers;
  if (kept && (end === since || buyers.count(learned.totals.shoppers > 0) < newShoppers)) {
    const { tables, columns, most, until } = kept;
    return {
      learned: { ...learned, columns, most, tables: { ...tables, ...textTables(texts, tables, kept) } },
      told: { until, minShoppers, epsilon, most },
      waiting,
      isKept: true,
      newShoppers,
    };
  }
  if (epsilon > 0) checkLargeEnough(learned, minShoppers, epsilon);
  const until = new Date(end).toISOString().slice(0, 10);
  return {
    learned,
    told: { until, minShoppers, epsilon, most: learned.most },
    waiting,
    isKept: false,
    newShoppers,
  };
}

/** With noise, a shop without pairs of many shoppers would tell nothing, and should rather know. */
function checkLargeEnough({ tables, totals }: Learned, minShoppers: number, epsilon: number): void {
  const { next, alsoViewed, boughtTogether } = tables;
  if (totals.orders === 0 || [next, alsoViewed, boughtTogether].some(({ targets }) => targets.length > 0))
    return;
  const least = Math.ceil(createNoise(epsilon, minShoppers).least);
  throw new VitrineError(
    'bad-argument',
    `--private ${epsilon} tells of a pair of items from about ${least} shoppers on, and no pair of these orders has so many: give a larger epsilon (10 at most), or leave --private out`,
  );
}

/** Counts who ordered from a time on. */
function createBuyers(since: number) {
  const shoppers = new Set<string>();
  const guests = new Set<string>();
  return {
    add({ at, shopper, order }: OrderLine): void {
      if (since === -Infinity || at < since) return;
      if (shopper === undefined) guests.add(order);
      else shoppers.add(shopper);
    },
    /** @param anyKnown Whether any order names a shopper: then all that name none count as one shopper's. */
    count: (anyKnown: boolean) => shoppers.size + (anyKnown ? Math.min(1, guests.size) : guests.size),
  };
}
