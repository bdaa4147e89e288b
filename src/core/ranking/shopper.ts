import type { EventName, ShopperEvent } from '../../types/events.ts';
import type { Catalogue } from '../catalogue.ts';
import { RANKING, type RankingParameters } from '../parameters.ts';
import { mutedIds, signalsOfRows, type Signal } from './signals.ts';
import type { Visit } from './visit.ts';

type Known = Pick<Catalogue, 'rowOf'>;

/** Whether an event says that the shopper does not want to see an item. */
export function isRefusal(name: EventName): boolean {
  return name === 'hide' || name === 'dislike' || name === 'mute';
}

/** Rows that the shopper does not want to see: hidden, disliked or muted. */
export function unwantedRows(events: readonly ShopperEvent[], { rowOf }: Known): Set<number> {
  const unwanted = rowsOf(mutedIds(events), rowOf);
  for (const { name, ids } of events) {
    if (name === 'hide' || name === 'dislike') for (const row of rowsOf(ids, rowOf)) unwanted.add(row);
    if (name === 'like') for (const row of rowsOf(ids, rowOf)) unwanted.delete(row); // they changed their mind
  }
  return unwanted;
}

/** Rows that the shopper bought and needs no more for now: too few of their buyers bought them again, or it is too early. */
export function ownedForGood({
  catalogue,
  events,
  now,
  parameters = RANKING,
}: Pick<Visit, 'catalogue' | 'events' | 'now' | 'parameters'>): number[] {
  return [...purchasesOf(events, catalogue)]
    .filter(
      ([row, bought]) =>
        catalogue.columns.rebuy[row]! < parameters.rebuy ||
        !isDue(bought, catalogue.columns.interval[row]!, now, parameters),
    )
    .map(([row]) => row);
}

/** When the shopper bought an item, epoch milliseconds, and how often. */
export interface Purchases {
  readonly first: number;
  readonly last: number;
  readonly count: number;
}

/** What the shopper bought, by row. */
export function purchasesOf(events: readonly ShopperEvent[], { rowOf }: Known): Map<number, Purchases> {
  const bought = new Map<number, Purchases>();
  for (const { name, ids, at } of events) {
    if (name !== 'purchase') continue;
    for (const row of rowsOf(ids, rowOf)) {
      const { first = at, count = 0 } = bought.get(row) ?? {};
      bought.set(row, { first, last: at, count: count + 1 });
    }
  }
  return bought;
}

const DAY = 24 * 60 * 60_000;

/**
 * Whether an item may be needed again: a good part of its usual interval has gone by since the shopper bought it.
 *
 * @param interval Days; 0 if it is not known, which leaves the shopper's own, or else `rebuyDays`.
 */
export function isDue(
  { first, last, count }: Purchases,
  interval: number,
  now: number,
  { rebuyAfter, rebuyDays }: Pick<RankingParameters, 'rebuyAfter' | 'rebuyDays'>,
): boolean {
  const own = count > 1 ? (last - first) / (count - 1) : 0;
  return now - last >= rebuyAfter * (interval * DAY || own || rebuyDays * DAY);
}

/** The items in the cart as signals; if the cart is empty, those of the last purchase. */
export function cartSignals(events: readonly ShopperEvent[], { rowOf }: Known): Signal[] {
  const cart = new Set<number>();
  let bought: Set<number> | undefined;
  for (const { name, ids } of events) {
    if (name === 'add_to_cart') addRows(cart, ids, rowOf);
    if (name !== 'remove_from_cart' && name !== 'purchase') continue;
    const rows = rowsOf(ids, rowOf);
    rows.forEach((row) => cart.delete(row));
    if (name === 'purchase' && rows.size > 0) bought = rows;
  }
  return cart.size > 0 ? signalsOfRows(cart, 'add_to_cart') : signalsOfRows(bought ?? [], 'purchase');
}

/**
 * Impression discounts: the share of its score that each row loses for the lists that showed it since the shopper last opened
 * it or put it into the cart. Each `impressions` of them take the same share of what is left.
 */
export function impressionDiscounts(
  events: readonly ShopperEvent[],
  { rowOf }: Known,
  { impressions, impressionDiscount }: Pick<RankingParameters, 'impressions' | 'impressionDiscount'>,
): Map<number, number> {
  const shown = new Map<number, number>();
  const list = new Set<number>(); // one for all lists: a history may have 100,000
  for (const { name, ids } of events) {
    const taken = name === 'select_item' || name === 'view_item' || name === 'add_to_cart';
    if (name !== 'view_item_list' && !taken) continue;
    if (taken) for (const id of ids) shown.delete(rowOf.get(id) ?? -1);
    else {
      list.clear();
      addRows(list, ids, rowOf);
      for (const row of list) shown.set(row, (shown.get(row) ?? 0) + 1);
    }
  }
  for (const [row, times] of shown) {
    if (times < impressions) shown.delete(row);
    else shown.set(row, 1 - (1 - impressionDiscount) ** Math.floor(times / impressions));
  }
  return shown;
}

function rowsOf(ids: Iterable<string>, rowOf: ReadonlyMap<string, number>): Set<number> {
  const rows = new Set<number>();
  addRows(rows, ids, rowOf);
  return rows;
}

/** A plain loop: a long history asks for the rows of each of its events. */
function addRows(rows: Set<number>, ids: Iterable<string>, rowOf: ReadonlyMap<string, number>): void {
  for (const id of ids) {
    const row = rowOf.get(id);
    if (row !== undefined) rows.add(row);
  }
}
