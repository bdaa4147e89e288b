const DAY = 24 * 3600 * 1000;
const WEEK = 7 * DAY;
/** The first Monday of the epoch, which began on a Thursday. */
const MONDAY = 4 * DAY;

/** The Monday before a time, 0:00 UTC. Both are epoch milliseconds. */
export function weekOf(at: number): number {
  return Math.floor((at - MONDAY) / WEEK) * WEEK + MONDAY;
}
