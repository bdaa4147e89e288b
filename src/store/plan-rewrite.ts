import { compactHistory } from '../core/history/compact.ts';
import { isAhead, within, type Retention } from '../core/history/retention.ts';
import type { ShopperEvent } from '../types.ts';

/** A record of the store, decrypted. */
export interface OpenRecord {
  readonly key: number;
  /** undefined if the record could not be decrypted. */
  readonly events: readonly ShopperEvent[] | undefined;
}

export interface Rewrite {
  /** Records to write, and keys of records to remove. */
  readonly put: readonly { readonly key: number; readonly events: readonly ShopperEvent[] }[];
  readonly remove: readonly number[];
}

/** Events of a full record: about 30 kB, below the size from which Chromium keeps each value in a file. */
export const FULL_RECORD = 800;
/** How many small records may wait to be merged: each makes a start about 50 microseconds longer. */
export const MAX_SMALL = 128;

/** Whether the disk holds events that must not stay there, or more small records than may wait. */
export function isRewriteDue(records: readonly OpenRecord[], now: number, retention: Retention): boolean {
  if (records.some(({ events }) => !events)) return true;
  if (records.filter(({ events }) => events!.length < FULL_RECORD).length > MAX_SMALL) return true;
  const all = records.flatMap(({ events }) => events!);
  return within(all, now, retention).length < all.length || all.some((event) => isAhead(event, now));
}

/**
 * Plans how records come to hold only the events that are kept. A full record whose events are all kept stays as it
 * is. Others are merged with their neighbours, in their order, under the key of the first.
 *
 * @param records In the order of their keys.
 */
export function planRewrite(records: readonly OpenRecord[], now: number, retention: Retention): Rewrite {
  const kept = compactHistory(
    records.flatMap(({ events }) => events ?? []),
    now,
    retention,
  );
  const merged: { key: number; events: ShopperEvent[] }[] = [];
  const remove: number[] = [];
  let start = 0;
  let hasRoom = false; // whether the last merged record takes more events
  for (const { key, events = [] } of records) {
    const left = kept.slice(start, (start += events.length)).filter((event) => event !== undefined);
    const isWhole = events.length >= FULL_RECORD && events.every((event, i) => event === left[i]);
    if (isWhole) {
      hasRoom = false;
      continue;
    }
    const last = merged.at(-1);
    if (hasRoom && last) {
      remove.push(key);
      last.events = last.events.concat(left);
    } else merged.push({ key, events: left });
    hasRoom = merged.at(-1)!.events.length < FULL_RECORD;
  }
  return {
    put: merged.filter(({ events }) => events.length > 0),
    remove: [...remove, ...merged.filter(({ events }) => events.length === 0).map(({ key }) => key)],
  };
}
