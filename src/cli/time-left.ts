/**
 * Estimates the seconds that are left of work whose parts take equally long for the same share.
 *
 * @param elapsed Seconds.
 * @param done Share of the work that was done in these seconds, and `left` the share that is left.
 * @returns `undefined` as long as there is nothing to estimate from.
 */
export function secondsLeft(elapsed: number, done: number, left: number): number | undefined {
  return done > 0 && elapsed > 0 ? (elapsed / done) * left : undefined;
}

/** Writes seconds as a person says them: `45 s`, `3 min`, `2 h 10 min`. Rounded up, so that work rather ends early. */
export function duration(seconds: number): string {
  if (seconds < 60) return `${Math.ceil(seconds)} s`;
  const minutes = Math.ceil(seconds / 60);
  return minutes < 60 ? `${minutes} min` : `${Math.floor(minutes / 60)} h ${minutes % 60} min`;
}
