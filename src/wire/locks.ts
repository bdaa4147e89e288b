/** Web Locks: the browser releases the lock of a page or worker that ends, however that happens. */

import { deferred } from './deferred.ts';

// Missing on pages without https.
const locks = (globalThis.navigator as { locks?: LockManager } | undefined)?.locks;

/** Whether pages and workers can tell each other by locks that they have ended. A page may lack what its worker has. */
export const hasLocks = locks !== undefined;

/**
 * Takes a lock and holds it. Resolves when it is held, or at once if the browser has no locks.
 *
 * @returns A function that releases it.
 */
export function hold(name: string): Promise<() => void> {
  const { promise: held, resolve: release } = deferred();
  return new Promise((resolve) => {
    if (!locks) resolve(release);
    locks
      ?.request(name, () => {
        resolve(release);
        return held;
      })
      .catch(() => {
        resolve(release); // a frame without an origin has no locks
      });
  });
}

/** Resolves when the holder of a lock has released it or ended; never if the signal comes first or there are no locks. */
export function whenFree(name: string, signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    locks
      ?.request(name, { signal }, () => {
        resolve();
      })
      .catch(() => undefined);
  });
}
