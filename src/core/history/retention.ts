import type { ShopperEvent } from '../../types.ts';

/** How much of a history is kept. */
export interface Retention {
  /** Days after which an event is dropped. */
  readonly days: number;
  /** How many events there are at most. */
  readonly most: number;
}

export const RETENTION: Retention = { days: 90, most: 100_000 };

const DAY = 24 * 60 * 60_000;

/** The events that are neither over age nor over number: what `compactHistory` drops beside these can wait. */
export function within(
  events: readonly ShopperEvent[],
  now: number,
  { days, most }: Retention,
): ShopperEvent[] {
  const limit = limitOf(now, days);
  const young = events.filter(({ at }) => at >= limit);
  return young.length > most ? young.slice(-most) : young;
}

/** The same, in place. */
export function trim(events: ShopperEvent[], now: number, { days, most }: Retention): void {
  const limit = limitOf(now, days);
  let kept = 0;
  for (const event of events) if (event.at >= limit) events[kept++] = event;
  events.length = kept;
  if (kept > most) events.splice(0, kept - most);
}

/** The earliest time that is kept. */
export function limitOf(now: number, days: number): number {
  return now - days * DAY;
}
