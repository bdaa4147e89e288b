import { proxy, type Remote } from 'comlink';
import { toEvent } from '../core/event.ts';
import { toldOf } from '../core/told.ts';
import { VitrineError } from '../errors.ts';
import { startWorker } from '../start-worker.ts';
import type { Consent, RecommendOptions, Recommender, RecommenderOptions } from '../types.ts';
import { connect } from '../worker/connect.ts';
import type { EngineApi } from '../worker/entry.ts';
import type { EngineOptions, Source } from '../worker/options.ts';
import { followPlatform } from './platform-consent.ts';
import { warn } from './warn.ts';

/**
 * Starts the engine in a worker of its own and loads the pack.
 *
 * @throws {VitrineError} `bad-argument`, `worker-load`, `pack-load`, `bad-pack` or `pack-version`.
 */
export async function createRecommender(options: RecommenderOptions): Promise<Recommender> {
  const { consent, ...engineOptions } = checked(options);
  const { dataLayer = 'dataLayer' } = options;
  const connection = connect<EngineApi>(startEngine());
  const listeners = new Set<() => void>();
  const changed = () => {
    listeners.forEach((listener) => {
      listener();
    });
  };
  try {
    // Without consent first: a disk that refuses must not cost the shopper the shelves.
    const note = await connection.call((engine) => engine.open(engineOptions));
    if (note !== undefined) console.info(`vitrine: ${note}`); // eslint-disable-line no-console -- for the shop's developer
    if (consent) await connection.call((engine) => engine.setConsent(consent)).catch(unlessStore);
    await connection.call((engine) => engine.onChange(proxy(changed)));
  } catch (error) {
    connection.close();
    throw error;
  }

  const call = <Result>(work: (engine: Remote<EngineApi>) => Promise<Result>) => connection.call(work);
  const setConsent = (said: Consent) => call((engine) => engine.setConsent(said));
  // What the shop says itself goes before what its consent platform says.
  const stopFollowing =
    consent === undefined
      ? followPlatform((said) => setConsent(said).catch(unlessStore), dataLayer)
      : () => undefined;
  return {
    track: async (name, parameters = {}) => {
      const event = toEvent(name, parameters, Date.now());
      const told = toldOf(parameters);
      await call((engine) => engine.track(event, told));
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
    setConsent: async (said) => {
      if (!isConsent(said))
        throw new VitrineError('bad-argument', `consent is granted or denied, got ${String(said)}`);
      stopFollowing();
      await setConsent(said);
    },
    on: (type, listener) => {
      if ((type as string) !== 'change')
        throw new VitrineError('bad-argument', `there is no event ${String(type)}`);
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    dispose: async () => {
      stopFollowing();
      listeners.clear();
      await call((engine) => engine.dispose()).catch(() => undefined); // a failed worker has nothing to free
      connection.close();
    },
  };
}

function startEngine(): Worker {
  try {
    return startWorker(
      import.meta.url,
      () => new Worker(new URL('../worker/entry.ts', import.meta.url), { type: 'module', name: 'vitrine' }),
    );
  } catch (cause) {
    throw new VitrineError('worker-load', 'the page may not start a worker', { cause });
  }
}

/** IndexedDB refuses in some private windows: the history then stays in memory. */
function unlessStore(error: unknown): void {
  if (!(error instanceof VitrineError && error.code === 'store')) throw error;
  warn(error);
}

const BACKENDS = ['auto', 'webgpu', 'wasm', 'js'];

function checked(options: RecommenderOptions): EngineOptions {
  const { persist = 'auto', consent, backend = 'auto', approximate = false, provider = 'wasm' } = options;
  const source = sourceOf(options);
  if (!['auto', 'memory'].includes(persist))
    throw new VitrineError('bad-argument', `persist is auto or memory, got ${persist}`);
  if (!BACKENDS.includes(backend))
    throw new VitrineError('bad-argument', `backend is one of ${BACKENDS.join(', ')}, got ${backend}`);
  if (!['wasm', 'webgpu'].includes(provider)) {
    throw new VitrineError('bad-argument', `provider is wasm or webgpu, got ${provider}`);
  }
  if (consent !== undefined && !isConsent(consent)) {
    throw new VitrineError('bad-argument', `consent is granted or denied, got ${String(consent)}`);
  }
  const gpc = (navigator as { globalPrivacyControl?: boolean }).globalPrivacyControl === true;
  return { source, persist, consent, backend, approximate, provider, gpc };
}

function sourceOf({ pack, feed, model }: RecommenderOptions): Source {
  const absolute = (address: unknown, name: string, base: string) => {
    if (typeof address === 'string' && address !== '' && URL.canParse(address, base))
      return new URL(address, base).href;
    throw new VitrineError('bad-argument', `${name}, got ${String(address)}`);
  };
  if (feed === undefined)
    return { pack: absolute(pack, 'pack must be the address of a manifest', document.baseURI) };
  const folder = model ?? new URL(/* @vite-ignore */ 'model/', import.meta.url).href;
  return {
    feed: absolute(feed, 'feed must be an address', document.baseURI),
    model: absolute(folder.replace(/\/?$/, '/'), 'model must be the address of a folder', document.baseURI),
  };
}

function isConsent(consent: unknown): boolean {
  return consent === 'granted' || consent === 'denied';
}
