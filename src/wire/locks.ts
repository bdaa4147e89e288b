/** Web Locks: a lock is let go by whoever dies, however that happens. */

import { deferred } from './deferred.ts';

// Missing on pages without https.
const locks = (globalThis.navigator as { locks?: LockManager } | undefined)?.locks;

/**
 * Holds a lock for as long as its holder lives. Resolves once it is held, or at once, where the browser gives none.
 *
 * @returns The way to let go.
 */
export function hold(name: string): Promise<() => void> {
  const { promise: held, resolve: letGo } = deferred();
  return new Promise((resolve) => {
    if (!locks) resolve(letGo);
    locks
      ?.request(name, () => {
        resolve(letGo);
        return held;
      })
      .catch(() => {
        resolve(letGo); // a frame without an origin of its own
      });
  });
}

/** Resolves when the holder of a lock has let go or died; never, where nobody could tell or the signal comes first. */
export function whenFree(name: string, signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    locks
      ?.request(name, { signal }, () => {
        resolve();
      })
      .catch(() => undefined);
  });
}
