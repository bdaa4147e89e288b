import { proxy } from 'comlink';
import { VitrineError } from '../errors.ts';
import { inTime } from '../wire/in-time.ts';
import type { Connection } from '../wire/connect.ts';
import type { EngineApi } from '../worker/serve-engine.ts';
import { hold, mayHoldLocks, whenFree } from '../wire/locks.ts';
import type { EngineOptions } from '../wire/engine-options.ts';
import type { TabApi } from '../worker/tabs.ts';

/** A page's connection to an engine that is open. */
export interface Link {
  readonly connection: Connection<EngineApi>;
  /** Tells the engine that this page no longer needs it. */
  leave(): Promise<void>;
}

export interface LinkOptions {
  readonly engine: EngineOptions;
  readonly tab: TabApi & {
    /** Makes the page's first calls to an engine, before all others. */
    prepare(connection: Connection<EngineApi>): Promise<void>;
  };
}

/** The error of calls whose engine went down: a shared worker runs in the process of one of its tabs. */
export const GONE = new VitrineError('worker-load', 'the engine went down: call again');

/** Milliseconds that a worker may take to answer its first call, and between two looks for it if locks cannot tell. */
const MAX_WAIT = 10_000; // `silent` names it, too

/**
 * Opens an engine, or joins it. Page and shared engine each hold a lock, whose release tells the other that it has ended; if
 * they may hold none, the page asks the engine now and then, and tells it when it leaves.
 *
 * @param gone Called when the engine has gone down, with whether it was open.
 * @throws {VitrineError} What opening an engine throws; `GONE` if it goes down meanwhile.
 */
export async function openLink(
  connection: Connection<EngineApi>,
  { engine: options, tab }: LinkOptions,
  gone: (opened: boolean) => void,
): Promise<Link> {
  const watch = new AbortController();
  const lock = mayHoldLocks ? `vitrine tab ${Math.random()}` : undefined;
  let release: (() => void) | undefined;
  let looks: ReturnType<typeof setInterval> | undefined;
  const part = () => {
    watch.abort();
    clearInterval(looks);
    release?.();
  };
  let opened = false;
  try {
    const hello = () => connection.call((engine) => inTime(engine.hello(mayHoldLocks), MAX_WAIT, silent));
    const life = await hello();
    const left = () => {
      part();
      connection.close(GONE);
      gone(opened);
    };
    if (life) {
      void whenFree(life, watch.signal).then(left);
      release = lock === undefined ? undefined : await hold(lock);
    } else if (life === '') looks = setInterval(() => void hello().catch(left), MAX_WAIT);
    const note = await connection.call((engine) => engine.open(options, proxy(tab), release && lock));
    if (note !== undefined) console.info(`vitrine: ${note}`); // eslint-disable-line no-console -- for the shop's developer
    await tab.prepare(connection);
    opened = true;
  } catch (error) {
    part();
    connection.close();
    throw error;
  }
  return {
    connection,
    leave: async () => {
      part();
      await connection.call((engine) => engine.leave()).catch(() => undefined); // a worker that failed has nothing to free
    },
  };
}

const silent = () => new VitrineError('worker-load', 'the worker is silent: reload the page');
