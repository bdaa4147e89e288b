import { toEvent } from '../core/history/event.ts';
import { itemHints } from '../core/history/item-hints.ts';
import { shown, VitrineError } from '../errors.ts';
import type {
  Consent,
  PassphraseOptions,
  RecommendOptions,
  Recommender,
  RecommenderOptions,
} from '../types.ts';
import { connect } from '../wire/connect.ts';
import type { EngineOptions, Source } from '../wire/engine-options.ts';
import { parseUrl } from '../wire/parse-url.ts';
import type { TabApi } from '../worker/tabs.ts';
import { EngineLink } from './engine-link.ts';
import type { ModelHost } from './model-host.ts';
import type { LinkOptions } from './open-link.ts';
import { followPlatform } from './platform-consent.ts';
import { warn } from './warn.ts';

/**
 * Starts the engine in a worker, or joins the one that the shop's other tabs have started, and loads the pack.
 *
 * @throws {VitrineError} `bad-argument`, `worker-load`, `pack-load`, `bad-pack` or `pack-version`.
 */
export async function createRecommender(options: RecommenderOptions): Promise<Recommender> {
  const { consent, ...given } = checked(options);
  const engineOptions = { ...given, source: await inLanguage(given.source) };
  const { dataLayer = 'dataLayer', shared = true, refreshPrices = 60 } = options;
  const listeners = new Set<() => void>();
  let said = consent;
  let host: Promise<ModelHost> | undefined;
  const models = () =>
    (host ??= import('./model-host.ts').then(({ createModelHost }) => createModelHost(connect)));
  const tab: TabApi = {
    changed: (heard) => {
      said = heard ?? said;
      listeners.forEach((listener) => {
        listener();
      });
    },
    embed: async (...texts) => (await models()).embed(...texts),
  };
  // After it has opened without consent: a disk that refuses must not cost the shopper the shelves.
  const prepare: LinkOptions['prepare'] = async (connection) => {
    const last = said;
    if (last) await connection.call((engine) => engine.setConsent(last)).catch(unlessStore);
  };
  const link = new EngineLink({ engine: engineOptions, tab, prepare }, shared);
  const close = async () => {
    await link.close();
    (await host)?.close();
  };
  try {
    await link.open();
  } catch (error) {
    await close(); // a feed may have started the text model
    throw error;
  }

  const call: EngineLink['call'] = (work) => link.call(work);
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
      const hints = itemHints(parameters);
      await call((engine, again) => engine.track(event, hints, again));
    },
    recommend: ((request: RecommendOptions | readonly RecommendOptions[]) =>
      Array.isArray(request)
        ? call((engine) => engine.recommendAll(request as readonly RecommendOptions[]))
        : call((engine) => engine.recommend(request as RecommendOptions))) as Recommender['recommend'],
    search: (text, request) => call((engine) => engine.search(text, request)),
    searchByImage: async (image, request) => {
      if (![Blob, ImageBitmap, ImageData].some((kind) => image instanceof kind))
        throw new VitrineError('bad-argument', 'image must be a Blob, an ImageBitmap or an ImageData');
      const model = await call((engine) => engine.imageModel());
      const query = await (await models()).embedPhoto(model, image);
      return call((engine) => engine.searchByImage(query, request));
    },
    profile: () => call((engine) => engine.profile()),
    exportProfile: ((sealing?: PassphraseOptions) =>
      call<unknown>((engine) => engine.exportProfile(sealing))) as Recommender['exportProfile'],
    importProfile: (file, sealing) => call((engine) => engine.importProfile(file, sealing)),
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
    },
  };
}

/** Of a catalogue in several languages, the pack of the page's. */
async function inLanguage(source: Source): Promise<Source> {
  if (!('pack' in source) || !new URL(source.pack).pathname.endsWith('/languages.json')) return source;
  const { pickLanguage } = await import('./pick-language.ts');
  return { pack: await pickLanguage(source.pack, document.documentElement.lang), shop: source.pack };
}

/** IndexedDB refuses in some private windows: the history then stays in memory. */
function unlessStore(error: unknown): void {
  if (!(error instanceof VitrineError && error.code.startsWith('store'))) throw error;
  warn(error);
}

const BACKENDS = ['auto', 'webgpu', 'wasm', 'js'];

function checked(options: RecommenderOptions): EngineOptions {
  if (typeof options !== 'object' || (options as unknown) === null)
    throw new VitrineError('bad-argument', 'createRecommender takes an object with the address of a pack');
  const {
    persist = 'auto',
    retentionDays = 90,
    consent,
    backend = 'auto',
    approximate = false,
    provider = 'wasm',
  } = options;
  const { dataLayer = '' } = options;
  const source = sourceOf(options);
  if (!['auto', 'memory'].includes(persist))
    throw new VitrineError('bad-argument', `persist is auto or memory, got ${shown(persist)}`);
  if (!(retentionDays > 0 && Number.isFinite(retentionDays)))
    throw new VitrineError('bad-argument', `retentionDays is a number above 0, got ${shown(retentionDays)}`);
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
  return {
    source,
    persist,
    retentionDays,
    consent,
    backend,
    approximate: Boolean(approximate),
    provider,
    gpc,
  };
}

function sourceOf({ pack, feed, model }: RecommenderOptions): Source {
  const absolute = (address: unknown, name: string, base: string) => {
    const url = typeof address === 'string' && address !== '' ? parseUrl(address, base) : undefined;
    if (url) return url.href;
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
