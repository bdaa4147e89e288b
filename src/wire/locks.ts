/** Web Locks: the browser releases the lock of a page or worker that ends, however that happens. */

import { deferred } from './deferred.ts';

// Missing on pages without https.
const locks = (globalThis.navigator as { locks?: LockManager } | undefined)?.locks;

/**
 * Whether a page and its worker may tell each other by locks that they have ended. Is asked in pages: a worker may have
 * locks although its page has none. Firefox keeps no page in its back/forward cache that holds a lock, or whose shared
 * worker holds one; and there a shared worker lives on from page to page only with a page in that cache.
 */
export const mayHoldLocks = locks !== undefined && !('mozInnerScreenX' in globalThis);

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
