/** The engine's worker: a page's own, or shared by the tabs of a shop. */
import { expose, type Endpoint, type ProxyMarked, type Remote } from 'comlink';
import { VitrineError } from '../errors.ts';
import { Engine } from './engine.ts';
import { hold, mayHoldLocks } from '../wire/locks.ts';
import type { EngineOptions } from '../wire/engine-options.ts';
import { restrictNetwork } from '../wire/restrict-network.ts';
import { Tabs, type Tab, type TabApi } from './tabs.ts';
import { carryErrorCodes } from '../wire/error-codes.ts';

carryErrorCodes();
const isShared = 'onconnect' in self;
const allow = restrictNetwork(import.meta.url);

/**
 * A lock that a shared worker holds as long as it lives, if it may. It may end with the tab whose process it shares. A page's
 * own worker lives as long as the page, and neither holds a lock: WebKit releases the locks of a page that goes to the
 * back/forward cache, and Firefox keeps no page there that holds one.
 */
const LIFE = `vitrine engine ${Math.random()}`;
let alive: Promise<unknown> | undefined;

let opening: Promise<Engine> | undefined;

/**
 * Milliseconds that a shared engine waits for the next page of a visit: as long as a session. Between two pages there is no
 * page, and what is in memory must outlast that. A browser may end the worker sooner, see docs/consent.md.
 */
const GRACE = 30 * 60_000;

const tabs = new Tabs(isShared ? GRACE : 0, () => {
  const closing = opening;
  opening = undefined;
  closed = Promise.resolve(closing?.then((engine) => engine.dispose())).catch(() => undefined);
});
let closed: Promise<unknown> = Promise.resolve();

function open({ source, ...options }: EngineOptions): Promise<Engine> {
  allow('pack' in source ? [source.pack] : [source.feed, source.model]);
  const { embed, overwrite } = tabs;
  const warn = (why: VitrineError) => {
    tabs.emit(undefined, why);
  };
  const engine = Engine.open({ source, ...options }, { embed, overwrite, warn });
  engine.then(
    (opened) => {
      opened.onChange(() => {
        tabs.emit(opened.consent);
      });
    },
    () => {
      if (opening === engine) opening = undefined; // the next page may try again
    },
  );
  return engine;
}

/**
 * Makes the browser load its locale data, which takes about 15 ms on a fast machine. Threads share that data, so the page
 * need not wait for it when a shelf formats its first price.
 */
function warmUp(): void {
  new Intl.NumberFormat(undefined, { style: 'currency', currency: 'EUR' }).format(0);
}

/** The engine's methods that a page may call: what each is given, and what it resolves to. */
type Methods = {
  [
    Name in keyof Engine as Engine[Name] extends (...given: never[]) => unknown
      ? Exclude<Name, 'onChange' | 'dispose'>
      : never
  ]: Engine[Name] extends (...given: infer Given) => infer Result
    ? { given: Given; result: Awaited<Result> }
    : never;
};

/** Calls a method of the engine by its name. */
export type CallEngine = <Name extends keyof Methods>(
  name: Name,
  ...given: Methods[Name]['given']
) => Promise<Methods[Name]['result']>;

/** What one page may call. */
function apiForTab() {
  let tab: Tab | undefined;

  async function engine(): Promise<Engine> {
    if (tab && opening) {
      tabs.called(tab);
      return opening;
    }
    throw new VitrineError('disposed', 'the engine is not open');
  }

  const call: CallEngine = async (name, ...given) => {
    const opened = await engine();
    const method = opened[name] as (...given: unknown[]) => never;
    return method.apply(opened, given);
  };

  return {
    /**
     * @param mayHold Whether this worker may hold a lock: see `mayHoldLocks`.
     * @returns The name of a lock that is free once this worker has ended; empty if it is shared and holds none; undefined if
     *   it is the page's own.
     */
    hello: async (mayHold: boolean) => {
      if (!isShared) return undefined;
      if (!mayHold || !mayHoldLocks) return '';
      await (alive ??= hold(LIFE));
      return LIFE;
    },
    /**
     * @param lock Name of a lock that the page holds as long as it lives, if it can hold one.
     * @returns A hint for the shop's developer, if there is one.
     */
    async open(
      options: EngineOptions,
      page: Remote<TabApi & ProxyMarked>,
      lock: string | undefined,
    ): Promise<string | undefined> {
      tab = tabs.add(page, lock);
      if (opening) void opening.then((engine) => engine.rejoin()).catch(() => undefined);
      else opening = open(options);
      warmUp(); // while the pack is on its way
      return (await opening).note;
    },
    call,
    /** This page no longer needs the engine. */
    leave: async () => {
      tab?.leave();
      await closed;
    },
  };
}

export type EngineApi = ReturnType<typeof apiForTab>;

if ('onconnect' in self) {
  self.onconnect = ({ ports: [port] }: MessageEvent) => {
    expose(apiForTab(), port);
  };
} else expose(apiForTab(), self as unknown as Endpoint);
