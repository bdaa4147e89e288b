/** The engine's worker: a page's own, or shared by the tabs of a shop. */
import { expose, type Endpoint, type ProxyMarked, type Remote } from 'comlink';
import type { ItemHints } from '../core/history/item-hints.ts';
import { VitrineError } from '../errors.ts';
import type { Consent, PassphraseOptions, RecommendOptions, SearchOptions, ShopperEvent } from '../types.ts';
import { Engine } from './engine.ts';
import { hold } from '../wire/locks.ts';
import type { EngineOptions } from '../wire/engine-options.ts';
import { restrictNetwork } from '../wire/restrict-network.ts';
import { Tabs, type Tab, type TabApi } from './tabs.ts';
import { carryErrorCodes } from '../wire/error-codes.ts';

carryErrorCodes();
const allow = restrictNetwork(import.meta.url);

/** The lock that is held as long as this worker lives: it may go down with the tab whose process it shares. */
const LIFE = `vitrine engine ${Math.random()}`;
const alive = hold(LIFE);

let opening: Promise<Engine> | undefined;

const tabs = new Tabs(() => {
  const closing = opening;
  opening = undefined;
  closed = Promise.resolve(closing?.then((engine) => engine.dispose())).catch(() => undefined);
});
let closed: Promise<unknown> = Promise.resolve();

function open({ source, ...options }: EngineOptions): Promise<Engine> {
  allow('pack' in source ? [source.pack] : [source.feed, source.model]);
  const engine = Engine.open({ source, ...options }, tabs.embed);
  engine.then(
    (opened) => {
      opened.onChange(() => {
        tabs.tell(opened.consent);
      });
    },
    () => {
      if (opening === engine) opening = undefined; // the next page may have more luck
    },
  );
  return engine;
}

/**
 * The first formatter in a process loads the browser's locale data, some 15 ms on a fast machine; threads share it, so
 * that made here, it does not hold up the page when a shelf formats its first price.
 */
function warmUp(): void {
  new Intl.NumberFormat(undefined, { style: 'currency', currency: 'EUR' }).format(0);
}

/** What one page may call. */
function apiForTab() {
  let tab: Tab | undefined;

  async function engine(): Promise<Engine> {
    if (!tab || !opening) throw new VitrineError('disposed', 'the engine is not open');
    tabs.called(tab);
    return opening;
  }

  return {
    /** @returns The lock that is free once this worker is no more. */
    hello: async () => {
      await alive;
      return LIFE;
    },
    /**
     * @param lock That the page holds.
     * @returns What the shop's developer should know, if anything.
     */
    async open(
      options: EngineOptions,
      page: Remote<TabApi & ProxyMarked>,
      lock: string,
    ): Promise<string | undefined> {
      tab = tabs.add(page, lock);
      opening ??= open(options);
      warmUp(); // while the pack is on its way
      return (await opening).note;
    },
    /** @param again Whether it may have been noted already, by an engine that went down before it could say so. */
    track: async (event: ShopperEvent, hints?: readonly ItemHints[], again?: boolean) =>
      (await engine()).track(event, hints, again),
    recommend: async (options: RecommendOptions) => (await engine()).recommend(options),
    recommendAll: async (requests: readonly RecommendOptions[]) => (await engine()).recommendAll(requests),
    search: async (text: string, options?: SearchOptions) => (await engine()).search(text, options),
    imageModel: async () => (await engine()).imageModel(),
    searchByImage: async (query: Float32Array<ArrayBuffer>, options?: SearchOptions) =>
      (await engine()).searchByImage(query, options),
    profile: async () => (await engine()).profile(),
    exportProfile: async (options?: PassphraseOptions) => (await engine()).exportProfile(options),
    importProfile: async (file: unknown, options?: PassphraseOptions) =>
      (await engine()).importProfile(file, options),
    eraseProfile: async () => (await engine()).eraseProfile(),
    setConsent: async (consent: Consent) => (await engine()).setConsent(consent),
    refresh: async () => (await engine()).refresh(),
    renew: async () => (await engine()).renew(),
    refreshPrices: async () => (await engine()).refreshPrices(),
    verify: async () => (await engine()).verify(),
    /** This page needs the engine no more. */
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
