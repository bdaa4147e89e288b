/** Web Locks: a lock is let go by whoever dies, however that happens. */

// Missing on pages without https.
const locks = (globalThis.navigator as { locks?: LockManager } | undefined)?.locks;

/** Works while nobody else, in any tab, works under the same name. */
export function exclusively<Result>(name: string, work: () => Promise<Result>): Promise<Result> {
  return locks ? (locks.request(name, work) as Promise<Result>) : work();
}

/**
 * Holds a lock for as long as its holder lives. Resolves once it is held.
 *
 * @returns The way to let go.
 */
export function hold(name: string): Promise<() => void> {
  if (!locks) return Promise.resolve(() => undefined);
  const { promise: held, resolve: release } = Promise.withResolvers<undefined>();
  return new Promise((resolve, reject) => {
    locks
      .request(name, () => {
        resolve(() => {
          release(undefined);
        });
        return held;
      })
      .catch(reject);
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
