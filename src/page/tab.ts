import type { Overwrite } from '../core/ports.ts';
import { arrived, VitrineError } from '../errors.ts';
import type { Consent } from '../types.ts';
import { connect, type Connection } from '../wire/connect.ts';
import type { EngineApi } from '../worker/serve-engine.ts';
import type { TabApi } from '../worker/tabs.ts';
import type { EmbedTexts } from '../worker/text-model.ts';
import type { ModelHost } from './model-host.ts';
import { GIFT, keep, kept } from './consent/remembered.ts';
import { warn } from './warn.ts';

/** Milliseconds that a tab stays in gift mode: longer than a visit. */
const MAX_AGE = 4 * 60 * 60_000;

/** The page's side of its connection to an engine: what the engine calls, and what the page keeps if it goes down. */
export class Tab implements TabApi {
  readonly listeners = new Set<() => void>();
  #models: Promise<ModelHost> | undefined;

  /** @param consent The last consent or refusal; undefined if there was none yet. */
  constructor(public consent: Consent | undefined) {}

  changed(consent: Consent | undefined, fault?: readonly [VitrineError['code'], string]): void {
    if (fault) warn(new VitrineError(...fault));
    this.consent = consent ?? this.consent;
    this.listeners.forEach((listener) => {
      listener();
    });
  }

  readonly embed: EmbedTexts = async (...given) => (await this.models()).embed(...given);

  readonly overwrite: Overwrite = async (...given) =>
    (await arrived(() => import('./own-workers.ts'))).overwriteBy(connect, ...given);

  /** Tells an engine that was opened what it must know before all other calls. `keepInTab` adds to it. */
  prepare = async (connection: Connection<EngineApi>): Promise<void> => {
    // Comlink's type of a remote function loses its type parameters.
    const resume = () => connection.call((engine) => engine.call('resumeGiftMode') as Promise<unknown>);
    // A browser may restore a tab days later.
    if (Date.now() - Number(kept(GIFT)) < MAX_AGE && !(await resume())) keep(undefined, GIFT);
    const { consent } = this;
    if (!consent) return;
    const set = connection.call((engine) => engine.call('setConsent', consent) as Promise<unknown>);
    await set.catch(unlessStore);
  };

  /** The models that the page runs. Their code is loaded by the first call; if it does not arrive, by the next one. */
  models(): Promise<ModelHost> {
    if (this.#models) return this.#models;
    const scripts = [
      arrived(() => import('./model-host.ts')),
      arrived(() => import('./own-workers.ts')),
    ] as const;
    const loading = Promise.all(scripts).then(([{ createModelHost }, { startEmbedder }]) =>
      createModelHost(connect, startEmbedder),
    );
    loading.catch(() => (this.#models = undefined));
    return (this.#models = loading);
  }

  /** The same, if they have been loaded. */
  get loadedModels(): Promise<ModelHost> | undefined {
    return this.#models;
  }
}

/** IndexedDB refuses in some private windows: then the history stays in memory, and no call fails. */
export function unlessStore(error: unknown): void {
  if (!(error instanceof VitrineError && error.code.startsWith('store'))) throw error;
  warn(error);
}
