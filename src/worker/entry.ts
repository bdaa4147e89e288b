/** The engine's worker. */
import { expose } from 'comlink';
import type { Told } from '../core/told.ts';
import { VitrineError } from '../errors.ts';
import type { RecommendOptions, SearchOptions, ShopperEvent, Consent } from '../types.ts';
import { Engine } from './engine.ts';
import type { EngineOptions } from './options.ts';
import { carryErrorCodes } from './wire.ts';

carryErrorCodes();

let opening: Promise<Engine> | undefined;

function engine(): Promise<Engine> {
  return opening ?? Promise.reject(new VitrineError('disposed', 'the engine is not open'));
}

/**
 * The first formatter in a process loads the browser's locale data, some 15 ms on a fast machine; threads share it, so
 * that made here, it does not hold up the page when a shelf formats its first price.
 */
function warmUp(): void {
  new Intl.NumberFormat(undefined, { style: 'currency', currency: 'EUR' }).format(0);
}

const api = {
  /** @returns What the shop's developer should know, if anything. */
  async open(options: EngineOptions): Promise<string | undefined> {
    opening = Engine.open(options);
    warmUp(); // while the pack is on its way
    return (await opening).note;
  },
  track: async (event: ShopperEvent, told?: readonly Told[]) => (await engine()).track(event, told),
  recommend: async (options: RecommendOptions) => (await engine()).recommend(options),
  recommendAll: async (requests: readonly RecommendOptions[]) => (await engine()).recommendAll(requests),
  search: async (text: string, options?: SearchOptions) => (await engine()).search(text, options),
  profile: async () => (await engine()).profile(),
  exportProfile: async () => (await engine()).exportProfile(),
  importProfile: async (file: unknown) => (await engine()).importProfile(file),
  eraseProfile: async () => (await engine()).eraseProfile(),
  setConsent: async (consent: Consent) => (await engine()).setConsent(consent),
  onChange: async (listener: () => void) => {
    (await engine()).onChange(listener);
  },
  dispose: async () => {
    const closing = opening;
    opening = undefined;
    await (await closing)?.dispose();
  },
};

export type EngineApi = typeof api;

expose(api);
