import { proxy } from 'comlink';
import { VitrineError } from '../errors.ts';
import { inTime } from '../wire/in-time.ts';
import type { Connection } from '../wire/connect.ts';
import type { EngineApi } from '../worker/entry.ts';
import { hold, whenFree } from '../wire/locks.ts';
import type { EngineOptions } from '../wire/engine-options.ts';
import type { TabApi } from '../worker/tabs.ts';

/** An engine that is open, as one page holds it. */
export interface Link {
  readonly connection: Connection<EngineApi>;
  /** Tells the engine that this page needs it no more. */
  leave(): Promise<void>;
}

export interface LinkOptions {
  readonly engine: EngineOptions;
  readonly tab: TabApi;
  /** The page's first calls to an engine, before all others. */
  readonly prepare: (connection: Connection<EngineApi>) => Promise<void>;
}

/** What calls reject with where the engine went down: a shared worker is in the process of one of its tabs. */
export const GONE = new VitrineError('worker-load', 'the engine went down');

/** Milliseconds that a worker may take to say that it is there. */
const PATIENCE = 10_000;

/**
 * Opens an engine, or joins it. Page and engine each hold a lock, by which the other knows when they are no more.
 *
 * @param gone Called when the engine has gone down after it was open.
 * @throws {VitrineError} What opening an engine does; `GONE`, where it goes down meanwhile.
 */
export async function openLink(
  connection: Connection<EngineApi>,
  { engine: options, tab, prepare }: LinkOptions,
  gone: () => void,
): Promise<Link> {
  const watch = new AbortController();
  const lock = `vitrine tab ${Math.random()}`;
  const letGo = await hold(lock);
  const part = () => {
    watch.abort();
    letGo();
  };
  let opened = false;
  try {
    const life = await connection.call((engine) => inTime(engine.hello(), PATIENCE, silent));
    void whenFree(life, watch.signal).then(() => {
      part();
      connection.close(GONE);
      if (opened) gone();
    });
    const note = await connection.call((engine) => engine.open(options, proxy(tab), lock));
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
      await connection.call((engine) => engine.leave()).catch(() => undefined); // a failed worker has nothing to free
    },
  };
}

const silent = () => new VitrineError('worker-load', 'the worker does not answer');
