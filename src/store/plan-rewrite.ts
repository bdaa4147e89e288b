import { compactHistory } from '../core/history/compact.ts';
import { within, type Retention } from '../core/history/retention.ts';
import type { ShopperEvent } from '../types.ts';

/** A record of the store, opened. */
export interface OpenRecord {
  readonly at: number;
  /** Nothing, where it could not be opened. */
  readonly events: readonly ShopperEvent[] | undefined;
}

export interface Rewrite {
  /** Records to be written anew, and those to be removed. */
  readonly put: readonly { readonly at: number; readonly events: readonly ShopperEvent[] }[];
  readonly remove: readonly number[];
}

/** Events of a full record: some 30 kB, below the size from which Chromium makes a file of each value. */
export const FULL = 400;
/** Small records that may wait to be merged: each costs a start some 50 microseconds. */
export const MOST_SMALL = 128;

/** Whether there is something that may not stay on the disk, or there are many small records. */
export function isRewriteDue(records: readonly OpenRecord[], now: number, retention: Retention): boolean {
  if (records.some(({ events }) => !events)) return true;
  if (records.filter(({ events }) => events!.length < FULL).length > MOST_SMALL) return true;
  const all = records.flatMap(({ events }) => events!);
  return within(all, now, retention).length < all.length;
}

/**
 * How to bring the records to what is kept of their events: full ones of which all is kept stay, others are merged with
 * their neighbours, in their order, under the first one's key.
 *
 * @param records In the order of their keys.
 */
export function planRewrite(records: readonly OpenRecord[], now: number, retention: Retention): Rewrite {
  const kept = compactHistory(
    records.flatMap(({ events }) => events ?? []),
    now,
    retention,
  );
  const merged: { at: number; events: ShopperEvent[] }[] = [];
  const remove: number[] = [];
  let start = 0;
  let isOpen = false;
  for (const { at, events = [] } of records) {
    const left = kept.slice(start, (start += events.length)).filter((event) => event !== undefined);
    const isWhole = events.length >= FULL && events.every((event, i) => event === left[i]);
    if (isWhole) {
      isOpen = false;
      continue;
    }
    const last = merged.at(-1);
    if (isOpen && last) {
      remove.push(at);
      last.events = last.events.concat(left);
    } else merged.push({ at, events: left });
    isOpen = merged.at(-1)!.events.length < FULL;
  }
  return {
    put: merged.filter(({ events }) => events.length > 0),
    remove: [...remove, ...merged.filter(({ events }) => events.length === 0).map(({ at }) => at)],
  };
}
