/** What a history's database knows of the device's clock. */
export interface ClockMark {
  /** The last day that counted, in days since the epoch. */
  readonly day: number;
  /** A day that the clock has given since, too far from `day` to be believed. */
  readonly doubt?: number;
}

const DAY = 24 * 60 * 60_000;
/** Days after a visit within which the next one is believed. A clock may also be set back by a day. */
const MAX_PAUSE = 31;

/**
 * Judges a clock by what it said on earlier visits, so that no single wrong clock deletes a history: a clock that jumps by
 * more than a month, or back by more than a day, is believed once it has gone on from there on a later day. Until then the
 * time goes by the last day that counted.
 *
 * @param mark undefined on the first visit.
 * @param now What the clock says, in epoch milliseconds.
 * @returns The time by which events may be removed, in epoch milliseconds, and the mark for the next visit.
 */
export function judgeClock(mark: ClockMark | undefined, now: number): { now: number; mark: ClockMark } {
  const day = Math.floor(now / DAY);
  const believed = { now, mark: { day } };
  if (!mark || follows(day, mark.day, 1)) return believed;
  const { doubt } = mark;
  if (doubt !== undefined && day > doubt && follows(day, doubt, 0)) return believed;
  return { now: mark.day * DAY, mark: { day: mark.day, doubt: day } };
}

function follows(day: number, before: number, back: number): boolean {
  return day >= before - back && day <= before + MAX_PAUSE;
}
