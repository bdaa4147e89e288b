import { proxy, type Remote } from 'comlink';
import { VitrineError } from '../errors.ts';
import { connect, type Connection } from '../worker/connect.ts';
import type { EngineApi } from '../worker/entry.ts';
import { hold, whenFree } from '../worker/locks.ts';
import type { EngineOptions } from '../worker/options.ts';
import type { TabApi } from '../worker/tabs.ts';
import { startOwn, startShared } from './start-engine.ts';

/** The engine as a page sees it: shared by the shop's tabs, or the page's own. */
export interface EngineLink {
  /**
   * Calls the engine, once it is open.
   *
   * @param work Done again, and told so, where the engine went down before it answered.
   */
  call<Result>(work: (engine: Remote<EngineApi>, again: boolean) => Promise<Result>): Promise<Result>;
  close(): Promise<void>;
}

export interface LinkOptions {
  readonly shared: boolean;
  readonly tab: TabApi;
  /** The page's first calls to an engine, before all others. */
  readonly prepare: (connection: Connection<EngineApi>) => Promise<void>;
}

interface Link {
  readonly connection: Connection<EngineApi>;
  /** Tells the engine that this page needs it no more. */
  leave(): Promise<void>;
}

/** Milliseconds that a shared worker may take to say that it is there. */
const PATIENCE = 10_000;

/** A shared worker is in the process of one of its tabs, and goes down with it. */
const GONE = new VitrineError('worker-load', 'the engine went down');

/** @throws {VitrineError} What opening an engine does. */
export async function linkEngine(
  options: EngineOptions,
  { shared, tab, prepare }: LinkOptions,
): Promise<EngineLink> {
  let sharing = shared;
  let closed = false;
  let current: Promise<Link> | undefined;

  function linked(): Promise<Link> {
    if (current) return current;
    const opening = open();
    opening.catch(() => {
      if (current === opening) current = undefined; // may be retried
    });
    return (current = opening);
  }

  async function open(): Promise<Link> {
    while (sharing) {
      try {
        return await openOn(connect(startShared(options)));
      } catch (error) {
        if (error === GONE) continue;
        if (!(error instanceof VitrineError && error.code === 'worker-load')) throw error;
        sharing = false; // Chrome on Android has none, and none starts from another origin
      }
    }
    return openOn(connect(startOwn()));
  }

  async function openOn(connection: Connection<EngineApi>): Promise<Link> {
    const watch = new AbortController();
    const lock = `vitrine tab ${Math.random()}`;
    const letGo = await hold(lock);
    let opened = false;
    const part = (why?: VitrineError) => {
      watch.abort();
      letGo();
      connection.close(why);
    };
    try {
      const life = await connection.call((engine) => Promise.race([engine.hello(), silence()]));
      void whenFree(life, watch.signal).then(() => {
        part(GONE);
        if (opened && !closed) void anew();
      });
      const note = await connection.call((engine) => engine.open(options, proxy(tab), lock));
      if (note !== undefined) console.info(`vitrine: ${note}`); // eslint-disable-line no-console -- for the shop's developer
      await prepare(connection);
      opened = true;
    } catch (error) {
      part();
      throw error;
    }
    const leave = async () => {
      watch.abort();
      letGo();
      await connection.call((engine) => engine.leave()).catch(() => undefined); // a failed worker has nothing to free
    };
    return { connection, leave };
  }

  /** Opens again, and has the page look at what the history is now. */
  async function anew(): Promise<void> {
    current = undefined;
    await linked().catch(() => undefined); // the next call says why
    tab.changed(undefined);
  }

  // A page that the browser keeps for going back has no part in the engine meanwhile: a message would cost it its place.
  const onHide = () => {
    if (sharing) void current?.then((link) => link.leave());
  };
  const onShow = ({ persisted }: PageTransitionEvent) => {
    if (!persisted) return;
    if (!sharing) {
      void link.call((engine) => engine.refresh()).catch(() => undefined);
      return;
    }
    const before = current;
    void anew();
    void before?.then(({ connection }) => {
      connection.close(GONE);
    });
  };

  const link: EngineLink = {
    async call(work) {
      for (let again = false; ; again = true) {
        const { connection } = await linked();
        try {
          return await connection.call((engine) => work(engine, again));
        } catch (error) {
          if (error !== GONE || closed) throw error;
        }
      }
    },
    async close() {
      closed = true;
      window.removeEventListener('pagehide', onHide);
      window.removeEventListener('pageshow', onShow);
      const { leave, connection } = await linked();
      await leave();
      connection.close();
    },
  };
  await linked();
  window.addEventListener('pagehide', onHide);
  window.addEventListener('pageshow', onShow);
  return link;
}

function silence(): Promise<never> {
  return new Promise((_, reject) => {
    setTimeout(() => {
      reject(new VitrineError('worker-load', 'the worker does not answer'));
    }, PATIENCE);
  });
}
