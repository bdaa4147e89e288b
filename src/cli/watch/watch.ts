import { setTimeout as sleep } from 'node:timers/promises';
import { changesIn, type Stamps } from './input-files.ts';

/** What watching needs of a build. */
export interface Watched {
  /** Looks at the input files. */
  stamps(): Promise<Stamps>;
  /** Builds, and tells what came of it. Never rejects. */
  rebuild(): Promise<void>;
  /** Is told which files have changed. */
  changed(paths: readonly string[]): void;
}

/** In milliseconds. A file is whole if it is the same in two looks. */
const PAUSE = 500;
/** Looking takes this share of the time at most, however many files there are. */
const SHARE = 0.05;

/**
 * Builds, and builds again whenever an input file has changed, until it is told to stop. Files are looked at again and again,
 * since network drives and containers send no events. If a file changes while a build runs, the next build follows at once.
 *
 * @param stop Ends it; a build that runs is left to itself.
 * @param pause Milliseconds between two looks.
 */
export async function watch(
  { stamps, rebuild, changed }: Watched,
  stop: AbortSignal,
  pause = PAUSE,
): Promise<void> {
  const look = async (): Promise<Stamps> => {
    const began = performance.now();
    const seen = await stamps();
    await sleep(Math.max(pause, (performance.now() - began) / SHARE), undefined, { signal: stop });
    return seen;
  };
  /** Waits until two looks are the same. */
  const settled = async (): Promise<Stamps> => {
    for (let seen = await look(); ;) {
      const next = await look();
      if (changesIn(seen, next).length === 0) return next;
      seen = next;
    }
  };
  /** Waits until the files differ from what was built, and are whole. */
  const different = async (built: Stamps): Promise<Stamps> => {
    while (changesIn(built, await look()).length === 0);
    const now = await settled();
    return changesIn(built, now).length > 0 ? now : different(built);
  };
  try {
    let built = await stamps();
    for (;;) {
      await rebuild();
      const now = await different(built);
      changed(changesIn(built, now));
      built = now;
    }
  } catch (error) {
    if (!stop.aborted) throw error;
  }
}
