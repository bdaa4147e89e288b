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

/** Rows that the shopper bought, the oldest purchase first. */
export function ownedRows(events: readonly ShopperEvent[], { rowOf }: Known): Set<number> {
  const owned = new Set<number>();
  for (const { name, ids } of events) if (name === 'purchase') addRows(owned, ids, rowOf);
  return owned;
}

/** Rows that the shopper bought and will hardly buy again: too few of their buyers did. */
export function ownedForGood({
  catalogue,
  events,
  parameters: { rebuy } = RANKING,
}: Pick<Visit, 'catalogue' | 'events' | 'parameters'>): number[] {
  return [...ownedRows(events, catalogue)].filter((row) => catalogue.columns.rebuy[row]! < rebuy);
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
