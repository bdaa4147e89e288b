import { VitrineError } from '../../errors.ts';
import type { Case, Dataset, Line, Shopper, Split } from './data.ts';

export const PROTOCOLS = ['time-split', 'leave-one-out', 'k-fold', 'cold-items'] as const;
export type Protocol = (typeof PROTOCOLS)[number];

const DAY = 24 * 3600 * 1000;
const TEST_SHARE = 0.1; // of the days; the last ones are the test days
const EARLIER_ORDERS = 2;
const FOLDS = 5;
const MIN_CASES = 10;

/**
 * Splits data into lines to learn from and cases to answer. No answer of a case is among the training lines of its split.
 *
 * @throws {VitrineError} `bad-argument` if there are too few cases.
 */
export function splitsOf(data: Dataset, protocol: Protocol): Split[] {
  const splits = byProtocol[protocol](data.shoppers);
  const cases = splits.reduce((sum, split) => sum + split.cases.length, 0);
  if (cases < MIN_CASES) {
    throw new VitrineError(
      'bad-argument',
      `too few shoppers for ${protocol}: ${cases} of ${data.shoppers.length} have enough orders, and at least ${MIN_CASES} are needed; give more orders or another --protocol`,
    );
  }
  return splits;
}

const byProtocol: Readonly<Record<Protocol, (shoppers: readonly Shopper[]) => Split[]>> = {
  'leave-one-out': (shoppers) => [leaveOneOut(shoppers)],
  'time-split': (shoppers) => [timeSplit(shoppers)],
  'k-fold': kFold,
  'cold-items': (shoppers) => [coldItems(shoppers)],
};

/**
 * Asks for the last line of each shopper. The line before it is held out too, since the literature uses it for validation.
 *
 * @see Kang & McAuley, "Self-Attentive Sequential Recommendation", ICDM 2018.
 */
function leaveOneOut(shoppers: readonly Shopper[]): Split {
  const train = shoppers.map((shopper) => ({
    ...shopper,
    lines: shopper.lines.slice(0, Math.max(0, shopper.lines.length - 2)),
  }));
  const cases = shoppers.flatMap(({ lines }) => {
    if (lines.length < 3) return [];
    return caseOf(lines.slice(0, -1), lines.slice(-1));
  });
  return { train, cases, baskets: [] };
}

/** Holds out the last tenth of the days, and asks for the new items of the next order of known shoppers. */
function timeSplit(shoppers: readonly Shopper[]): Split {
  let [first, last] = [Infinity, -Infinity];
  for (const { lines } of shoppers)
    for (const { at } of lines) [first, last] = [Math.min(first, at), Math.max(last, at)];
  if (!(last > first))
    throw new VitrineError(
      'bad-argument',
      'all orders have the same date, but time-split needs several days: choose another --protocol',
    );
  const days = Math.ceil((last - first) / DAY);
  const cut = last - Math.max(1, Math.round(days * TEST_SHARE)) * DAY;

  const train: Shopper[] = [];
  const cases: Case[] = [];
  const baskets: Case[] = [];
  for (const shopper of shoppers) {
    const { lines } = shopper;
    const before = lines.filter(({ at }) => at <= cut);
    const after = lines.filter(({ at }) => at > cut);
    if (before.length > 0) train.push({ ...shopper, lines: before });
    for (const order of ordersOf(after)) baskets.push(...basketOf(order));
    const [next] = ordersOf(after);
    if (next && ordersOf(before).length >= EARLIER_ORDERS) cases.push(...caseOf(before, next));
  }
  return { train, cases, baskets };
}

/** Holds out a fifth of the shoppers at a time, and asks for their last order. */
function kFold(shoppers: readonly Shopper[]): Split[] {
  return Array.from({ length: FOLDS }, (_, fold) => {
    const train = shoppers.filter((_, i) => i % FOLDS !== fold);
    const cases = shoppers.flatMap(({ lines }, i) => {
      const orders = ordersOf(lines);
      if (i % FOLDS !== fold || orders.length < 2) return [];
      return caseOf(orders.slice(0, -1).flat(), orders.at(-1)!);
    });
    return { train, cases, baskets: [] };
  });
}

/**
 * Holds a tenth of the items out of learning and of the histories, as if they were new, and asks for such an item if it was a
 * shopper's last. Baselines that count purchases cannot know these items, so one more baseline counts all lines in hindsight.
 */
function coldItems(shoppers: readonly Shopper[]): Split {
  const without = shoppers.map((shopper) => ({
    ...shopper,
    lines: shopper.lines.filter(({ item }) => !isCold(item)),
  }));
  const cases = shoppers.flatMap(({ lines }, i) => {
    const last = lines.slice(-1);
    const known = without[i]!.lines;
    return last.some(({ item }) => isCold(item)) && known.length > 0 ? caseOf(known, last) : [];
  });
  return { train: without, cases, baskets: [], hindsight: shoppers };
}

const isCold = (item: number) => Math.imul(item + 1, 2654435761) >>> 0 < 2 ** 32 / 10; // a hash: as random as a draw, and always the same

function caseOf(history: readonly Line[], next: readonly Line[]): Case[] {
  const known = new Set(history.map(({ item }) => item));
  const relevant = new Set(next.map(({ item }) => item).filter((item) => !known.has(item)));
  return relevant.size > 0 ? [{ history, relevant, now: next[0]!.at }] : [];
}

/** Gives the first half of an order's items, rounded up, and asks for the others. */
function basketOf(order: readonly Line[]): Case[] {
  const items = [...new Set(order.map(({ item }) => item))];
  const given = items.slice(0, Math.ceil(items.length / 2));
  const relevant = new Set(items.slice(given.length));
  return relevant.size > 0 ? [{ history: [], basket: given, relevant, now: order[0]!.at }] : [];
}

/** Groups lines by order, oldest first. */
function ordersOf(lines: readonly Line[]): Line[][] {
  const orders = new Map<string, Line[]>();
  for (const line of lines) {
    const own = orders.get(line.order);
    if (own) own.push(line);
    else orders.set(line.order, [line]);
  }
  return [...orders.values()];
}
