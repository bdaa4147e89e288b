import { arrived } from '../errors.ts';
import { toEvent } from '../core/history/event.ts';
import { itemHints } from '../core/history/item-hints.ts';
import { paidOf } from '../core/history/paid.ts';
import type { Consent, Recommender, RecommenderOptions } from '../types.ts';
import type { Source } from '../wire/engine-options.ts';
import type { CallEngine } from '../worker/serve-engine.ts';
import { followPlatform } from './consent.ts';
import { GIFT, keep, rememberShop, shoppersChoice, wasGrantedByShop } from './consent/remembered.ts';
import { EngineLink } from './engine-link.ts';
import { checkedOptions, expect, oneOf } from './options.ts';
import { shared as sharedByCopies } from './page-recommender.ts';
import { Tab, unlessStore } from './tab.ts';

type Calls = Omit<Recommender, 'setConsent' | 'on' | 'dispose'>;

/**
 * Starts the engine in a worker, or joins the one that the shop's other tabs have started, and loads the pack.
 *
 * @throws {VitrineError} `bad-argument`, `worker-load`, `pack-load`, `bad-pack` or `pack-version`.
 * @example
 * const recommender = await createRecommender({ pack: '/pack/manifest.json' });
 */
export async function createRecommender(options: RecommenderOptions): Promise<Recommender> {
  sharedByCopies().used = true;
  // The page tells the engine of consent once it is open: an engine starts, and is shared, whatever becomes of that.
  const { consent: told, ...engine } = checkedOptions(options);
  const said = shoppersChoice() ?? told;
  const consent = said ?? (wasGrantedByShop() ? 'granted' : undefined);
  const { dataLayer = 'dataLayer', shared = true, refreshPrices = 60 } = options;
  const tab = new Tab(consent);
  const { persist, gpc } = engine;
  const mayKeep = persist !== 'memory' && !gpc;
  const kept =
    persist === 'visit' && !gpc
      ? (await arrived(() => import('./visit-in-tab.ts'))).keepInTab(tab, engine.source)
      : undefined;
  const source = await inLanguage(engine.source);
  const link = new EngineLink({ engine: { ...engine, source }, tab }, shared);
  const { call } = link;
  const close = async () => {
    await link.close();
    (await tab.loadedModels?.catch(() => undefined))?.close();
  };
  try {
    await link.open();
  } catch (error) {
    await close(); // a feed may have started the text model
    throw error;
  }

  const setConsent = (now: Consent) => {
    tab.consent = now;
    return call('setConsent', now);
  };
  const prices = followPrices(call, refreshPrices);
  const platform =
    said === undefined ? followPlatform((now) => setConsent(now).catch(unlessStore), dataLayer) : undefined;
  const recommender: Recommender = {
    ...callsOf(call, tab),
    setConsent: async (now) => {
      oneOf('consent', now, 'granted denied');
      if (now === 'denied') platform?.abort(); // a refusal by the platform still counts after a grant
      if (mayKeep) rememberShop(now);
      await setConsent(now);
    },
    on: (type, listener) => {
      oneOf('the event', type, 'change');
      expect('the listener', listener, typeof listener === 'function', 'a function');
      tab.listeners.add(listener);
      return () => tab.listeners.delete(listener);
    },
    dispose: async () => {
      platform?.abort();
      clearInterval(prices);
      tab.listeners.clear();
      await close();
    },
  };
  return kept?.(recommender) ?? recommender;
}

/** The methods that call the engine: each is written here, in the engine and in the types. */
function callsOf(call: CallEngine, tab: Tab): Calls {
  return {
    track: async (name, parameters = {}) => {
      await call('track', toEvent(name, parameters, Date.now()), itemHints(parameters), paidOf(parameters));
    },
    search: async (text, options) => (await tab.models()).searchByText(call, text, options),
    searchByImage: async (image, options) => (await tab.models()).searchByImage(call, image, options),
    ...plainCalls(call),
    setGiftMode: async (on) => {
      await call('setGiftMode', on);
      keep(on ? String(Date.now()) : undefined, GIFT);
    },
    verify: async () => (await arrived(() => import('./verify.ts'))).verify(call, tab),
  };
}

/** The methods that go to the engine as they are, with the number of their parameters. */
const PLAIN = {
  recommend: 1,
  profile: 0,
  exportProfile: 1,
  importProfile: 2,
  eraseProfile: 0,
  forget: 1,
  images: 1,
  refresh: 0,
  trendingFacets: 1,
};

function plainCalls(call: CallEngine): Pick<Recommender, keyof typeof PLAIN> {
  // A listener is given an event, which no worker can be given.
  const calls = Object.entries(PLAIN).map(
    ([name, parameters]) =>
      [name, (...given: []) => call(name as 'profile', ...(given.slice(0, parameters) as []))] as const,
  );
  return Object.fromEntries(calls) as never;
}

/** Reads the prices again every so many seconds while the page is visible. @returns The interval. */
function followPrices(call: CallEngine, seconds: number): ReturnType<typeof setInterval> | undefined {
  if (!(seconds > 0)) return undefined;
  return setInterval(() => {
    if (!document.hidden) call('refreshPrices').catch(() => undefined);
  }, 1000 * seconds);
}

/** The pack of the page's language, if the catalogue has several. */
async function inLanguage(source: Source): Promise<Source> {
  if (!('pack' in source) || !new URL(source.pack).pathname.endsWith('/languages.json')) return source;
  const { pickLanguage } = await arrived(() => import('./pick-language.ts'));
  return { pack: await pickLanguage(source.pack, document.documentElement.lang), shop: source.pack };
}
