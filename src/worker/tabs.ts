import { releaseProxy, type Remote } from 'comlink';
import { VitrineError } from '../errors.ts';
import type { Consent } from '../types.ts';
import { deferred } from '../wire/deferred.ts';
import { whenFree } from '../wire/locks.ts';
import type { EmbedTexts } from './text-model.ts';

/** What the engine asks of a page. */
export interface TabApi {
  /** The history has changed, and what was last said of consent. */
  changed(consent: Consent | undefined): void;
  embed: EmbedTexts;
}

/** A page that the engine serves. */
export interface Tab {
  readonly api: Remote<TabApi>;
  /** Rejects once the page has gone. */
  readonly gone: Promise<never>;
  leave(): void;
}

/** The pages that an engine serves. A page that closes or crashes lets go of its lock, and is forgotten. */
export class Tabs {
  /** The one that called last stands last. */
  readonly #tabs = new Set<Tab>();

  /** @param emptied Called when the last page has gone. */
  constructor(private readonly emptied: () => void) {}

  /** @param lock That the page holds. */
  add(api: Remote<TabApi>, lock: string): Tab {
    const watch = new AbortController();
    const { promise: gone, reject } = deferred<never>();
    gone.catch(() => undefined); // nobody need be waiting
    const tab: Tab = {
      api,
      gone,
      leave: () => {
        if (!this.#tabs.delete(tab)) return;
        watch.abort();
        reject(new VitrineError('disposed', 'the page has gone'));
        api[releaseProxy]();
        if (this.#tabs.size === 0) this.emptied();
      },
    };
    this.#tabs.add(tab);
    void whenFree(lock, watch.signal).then(tab.leave);
    return tab;
  }

  called(tab: Tab): void {
    if (this.#tabs.delete(tab)) this.#tabs.add(tab);
  }

  tell(consent: Consent | undefined): void {
    for (const { api } of this.#tabs) void api.changed(consent);
  }

  /** By the page that called last: it is neither frozen nor closed. If it goes meanwhile, by another. */
  readonly embed: EmbedTexts = async (...given) => {
    for (;;) {
      const tab = [...this.#tabs].at(-1);
      if (!tab) throw new VitrineError('disposed', 'there is no page to run the text model');
      try {
        return await Promise.race([tab.gone, tab.api.embed(...given)]);
      } catch (error) {
        if (this.#tabs.has(tab)) throw error;
      }
    }
  };
}
