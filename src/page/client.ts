import { toEvent } from '../core/event.ts';
import { toldOf } from '../core/told.ts';
import { shown, VitrineError } from '../errors.ts';
import type { Consent, RecommendOptions, Recommender, RecommenderOptions } from '../types.ts';
import { connect } from '../worker/connect.ts';
import type { EngineOptions, Source } from '../worker/options.ts';
import { linkEngine } from './engine-link.ts';
import type { ModelHost } from './model-host.ts';
import { followPlatform } from './platform-consent.ts';
import { warn } from './warn.ts';

/**
 * Starts the engine in a worker, or joins the one that the shop's other tabs have started, and loads the pack.
 *
 * @throws {VitrineError} `bad-argument`, `worker-load`, `pack-load`, `bad-pack` or `pack-version`.
 */
export async function createRecommender(options: RecommenderOptions): Promise<Recommender> {
  const { consent, ...engineOptions } = checked(options);
  const { dataLayer = 'dataLayer', shared = true, refreshPrices = 60 } = options;
  const listeners = new Set<() => void>();
  let said = consent;
  let host: Promise<ModelHost> | undefined;
  const link = linkEngine(engineOptions, {
    shared,
    tab: {
      changed: (heard) => {
        said = heard ?? said;
        listeners.forEach((listener) => {
          listener();
        });
      },
      embed: async (...given) => {
        host ??= import('./model-host.ts').then(({ createModelHost }) => createModelHost(connect));
        return (await host).embed(...given);
      },
    },
    // After it has opened without consent: a disk that refuses must not cost the shopper the shelves.
    prepare: async (connection) => {
      const last = said;
      if (last) await connection.call((engine) => engine.setConsent(last)).catch(unlessStore);
    },
  });
  const closeHost = async () => (await host)?.close();
  link.catch(closeHost); // a feed may have started the text model
  const { call, close } = await link;
  const lookAtPrices = () => {
    if (document.visibilityState === 'visible')
      call((engine) => engine.refreshPrices()).catch(() => undefined);
  };
  const timer = refreshPrices > 0 ? setInterval(lookAtPrices, 1000 * refreshPrices) : undefined;

  const setConsent = (now: Consent) => {
    said = now;
    return call((engine) => engine.setConsent(now));
  };
  // What the shop says itself goes before what its consent platform says.
  const stopFollowing =
    consent === undefined
      ? followPlatform((now) => setConsent(now).catch(unlessStore), dataLayer)
      : () => undefined;
  return {
    track: async (name, parameters = {}) => {
      const event = toEvent(name, parameters, Date.now());
      const told = toldOf(parameters);
      await call((engine, again) => engine.track(event, told, again));
    },
    recommend: ((request: RecommendOptions | readonly RecommendOptions[]) =>
      Array.isArray(request)
        ? call((engine) => engine.recommendAll(request as readonly RecommendOptions[]))
        : call((engine) => engine.recommend(request as RecommendOptions))) as Recommender['recommend'],
    search: (text, request) => call((engine) => engine.search(text, request)),
    profile: () => call((engine) => engine.profile()),
    exportProfile: () => call((engine) => engine.exportProfile()),
    importProfile: (file) => call((engine) => engine.importProfile(file)),
    eraseProfile: () => call((engine) => engine.eraseProfile()),
    refresh: () => call((engine) => engine.renew()),
    verify: async () => {
      const { fetched, stored } = await call((engine) => engine.verify());
      return { fetched: [...fetched, ...((await host)?.fetched() ?? [])], stored };
    },
    setConsent: async (now) => {
      if (!isConsent(now))
        throw new VitrineError('bad-argument', `consent is granted or denied, got ${shown(now)}`);
      stopFollowing();
      await setConsent(now);
    },
    on: (type, listener) => {
      if ((type as string) !== 'change')
        throw new VitrineError('bad-argument', `there is no event ${shown(type)}`);
      if (typeof listener !== 'function')
        throw new VitrineError('bad-argument', `a listener is a function, got ${shown(listener)}`);
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    dispose: async () => {
      stopFollowing();
      clearInterval(timer);
      listeners.clear();
      await close();
      await closeHost();
    },
  };
}

/** IndexedDB refuses in some private windows: the history then stays in memory. */
function unlessStore(error: unknown): void {
  if (!(error instanceof VitrineError && error.code === 'store')) throw error;
  warn(error);
}

const BACKENDS = ['auto', 'webgpu', 'wasm', 'js'];

function checked(options: RecommenderOptions): EngineOptions {
  if (typeof options !== 'object' || (options as unknown) === null)
    throw new VitrineError('bad-argument', 'createRecommender takes an object with the address of a pack');
  const { persist = 'auto', consent, backend = 'auto', approximate = false, provider = 'wasm' } = options;
  const { dataLayer = '' } = options;
  const source = sourceOf(options);
  if (!['auto', 'memory'].includes(persist))
    throw new VitrineError('bad-argument', `persist is auto or memory, got ${shown(persist)}`);
  if (!BACKENDS.includes(backend))
    throw new VitrineError('bad-argument', `backend is one of ${BACKENDS.join(', ')}, got ${shown(backend)}`);
  if (!['wasm', 'webgpu'].includes(provider)) {
    throw new VitrineError('bad-argument', `provider is wasm or webgpu, got ${shown(provider)}`);
  }
  if (consent !== undefined && !isConsent(consent)) {
    throw new VitrineError('bad-argument', `consent is granted or denied, got ${shown(consent)}`);
  }
  if (typeof dataLayer !== 'string')
    throw new VitrineError('bad-argument', `dataLayer is a name, got ${shown(dataLayer)}`);
  const gpc = (navigator as { globalPrivacyControl?: boolean }).globalPrivacyControl === true;
  return { source, persist, consent, backend, approximate: Boolean(approximate), provider, gpc };
}

function sourceOf({ pack, feed, model }: RecommenderOptions): Source {
  const absolute = (address: unknown, name: string, base: string) => {
    if (typeof address === 'string' && address !== '' && URL.canParse(address, base))
      return new URL(address, base).href;
    throw new VitrineError('bad-argument', `${name}, got ${shown(address)}`);
  };
  if (feed === undefined)
    return { pack: absolute(pack, 'pack must be the address of a manifest', document.baseURI) };
  const folder: unknown = model ?? new URL(/* @vite-ignore */ 'model/', import.meta.url).href;
  return {
    feed: absolute(feed, 'feed must be an address', document.baseURI),
    model: absolute(
      typeof folder === 'string' ? folder.replace(/\/?$/, '/') : folder,
      'model must be the address of a folder',
      document.baseURI,
    ),
  };
}

function isConsent(consent: unknown): boolean {
  return consent === 'granted' || consent === 'denied';
}
