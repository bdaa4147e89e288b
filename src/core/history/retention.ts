import type { ShopperEvent } from '../../types/events.ts';

/** How much of a history is kept. */
export interface Retention {
  /** Days after which an event is dropped. */
  readonly days: number;
  /** The maximum number of events; the latest are kept. */
  readonly max: number;
}

export const RETENTION: Retention = { days: 90, max: 100_000 };

const DAY = 24 * 60 * 60_000;

/** An event may be so much later than the clock: another tab, or a server, may have a clock of its own. */
const MAX_AHEAD = DAY;

/** Whether an event is dated in the future: it would outlive every other. */
export function isAhead({ at }: ShopperEvent, now: number): boolean {
  return at > now + MAX_AHEAD;
}

/** The event, dated now if it is dated in the future. */
export function notAhead(event: ShopperEvent, now: number): ShopperEvent {
  return isAhead(event, now) ? { ...event, at: now } : event;
}

/** The events that are neither too old nor too many. `compactHistory` drops more, but that is not urgent. */
export function within(
  events: readonly ShopperEvent[],
  now: number,
  { days, max }: Retention,
): ShopperEvent[] {
  const earliest = earliestKept(now, days);
  const young = events.filter(({ at }) => at >= earliest);
  return young.length > max ? young.slice(-max) : young;
}

/** Does the same in place. */
export function trim(events: ShopperEvent[], now: number, { days, max }: Retention): void {
  const earliest = earliestKept(now, days);
  let kept = 0;
  for (const event of events) if (event.at >= earliest) events[kept++] = event;
  events.length = kept;
  if (kept > max) events.splice(0, kept - max);
}

/** The earliest time that is kept, in epoch milliseconds. */
export function earliestKept(now: number, days: number): number {
  return now - days * DAY;
}
