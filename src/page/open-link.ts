import { proxy } from 'comlink';
import { VitrineError } from '../errors.ts';
import { inTime } from '../wire/in-time.ts';
import type { Connection } from '../wire/connect.ts';
import type { EngineApi } from '../worker/serve-engine.ts';
import { hasLocks, hold, whenFree } from '../wire/locks.ts';
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
  readonly tab: TabApi;
  /** Makes the page's first calls to an engine, before all others. */
  readonly prepare: (connection: Connection<EngineApi>) => Promise<void>;
}

/** The error of calls whose engine went down: a shared worker runs in the process of one of its tabs. */
export const GONE = new VitrineError('worker-load', 'the engine went down: call again');

/** Milliseconds that a worker may take to answer its first call. */
const MAX_WAIT = 10_000;

/**
 * Opens an engine, or joins it. Page and shared engine each hold a lock, whose release tells the other that it has ended.
 *
 * @param gone Called when the engine has gone down after it was open.
 * @throws {VitrineError} What opening an engine throws; `GONE` if it goes down meanwhile.
 */
export async function openLink(
  connection: Connection<EngineApi>,
  { engine: options, tab, prepare }: LinkOptions,
  gone: () => void,
): Promise<Link> {
  const watch = new AbortController();
  const lock = `vitrine tab ${Math.random()}`;
  let release: (() => void) | undefined;
  const part = () => {
    watch.abort();
    release?.();
  };
  let opened = false;
  try {
    const life = await connection.call((engine) => inTime(engine.hello(), MAX_WAIT, silent));
    const left = () => {
      part();
      connection.close(GONE);
      if (opened) gone();
    };
    if (life !== undefined) {
      void whenFree(life, watch.signal).then(left);
      release = await hold(lock);
    }
    const note = await connection.call((engine) =>
      engine.open(options, proxy(tab), release && hasLocks ? lock : undefined),
    );
    if (note !== undefined) console.info(`vitrine: ${note}`); // eslint-disable-line no-console -- for the shop's developer
    await prepare(connection);
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
