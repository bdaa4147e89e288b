import type { ShopperEvent } from '../../types.ts';
import type { Catalogue } from '../catalogue.ts';
import { mutedIds, type Signal } from './signals.ts';
import type { RankingParameters } from '../parameters.ts';

type Known = Pick<Catalogue, 'rowOf'>;

/** Rows that the shopper does not want to see: hidden, disliked or muted. */
export function unwantedRows(events: readonly ShopperEvent[], { rowOf }: Known): Set<number> {
  const unwanted = rowsOf(mutedIds(events), rowOf);
  for (const { name, ids } of events) {
    if (name === 'hide' || name === 'dislike') for (const row of rowsOf(ids, rowOf)) unwanted.add(row);
    if (name === 'like') for (const row of rowsOf(ids, rowOf)) unwanted.delete(row); // has changed their mind
  }
  return unwanted;
}

/** Rows bought, oldest first. */
export function ownedRows(events: readonly ShopperEvent[], { rowOf }: Known): Set<number> {
  return rowsOf(
    events.flatMap(({ name, ids }) => (name === 'purchase' ? ids : [])),
    rowOf,
  );
}

/** What is in the cart as signals; without a cart, the last purchase. */
export function cartSignals(events: readonly ShopperEvent[], { rowOf }: Known): Signal[] {
  const cart = new Set<number>();
  let bought: Set<number> | undefined;
  for (const { name, ids } of events) {
    const rows = rowsOf(ids, rowOf);
    if (name === 'add_to_cart') rows.forEach((row) => cart.add(row));
    if (name === 'remove_from_cart' || name === 'purchase') rows.forEach((row) => cart.delete(row));
    if (name === 'purchase' && rows.size > 0) bought = rows;
  }
  return cart.size > 0 ? signals(cart, 'add_to_cart') : signals(bought ?? [], 'purchase');
}

export function signals(rows: Iterable<number>, event: Signal['event']): Signal[] {
  return [...rows].map((row) => ({ row, weight: 1, event }));
}

/**
 * What each row loses for having been shown in vain: lists that it was on since the shopper last took it up, the n-th of
 * them at 1/n of the first.
 */
export function impressionDiscounts(
  events: readonly ShopperEvent[],
  { rowOf }: Known,
  { fade }: Pick<RankingParameters, 'fade'>,
): Map<number, number> {
  const shown = new Map<number, number>();
  for (const { name, ids } of events) {
    const taken = name === 'select_item' || name === 'view_item' || name === 'add_to_cart';
    if (name !== 'view_item_list' && !taken) continue;
    for (const row of rowsOf(ids, rowOf)) {
      if (taken) shown.delete(row);
      else shown.set(row, (shown.get(row) ?? 0) + 1);
    }
  }
  for (const [row, times] of shown) {
    let loss = 0;
    for (let n = 1; n <= times; n++) loss += fade / n;
    shown.set(row, loss);
  }
  return shown;
}

function rowsOf(ids: Iterable<string>, rowOf: ReadonlyMap<string, number>): Set<number> {
  return new Set([...ids].flatMap((id) => rowOf.get(id) ?? []));
}
