import { releaseProxy, type Remote } from 'comlink';
import { VitrineError } from '../errors.ts';
import type { Overwrite } from '../core/ports.ts';
import type { Consent } from '../types.ts';
import { deferred } from '../wire/deferred.ts';
import { inTime } from '../wire/in-time.ts';
import { whenFree } from '../wire/locks.ts';
import type { EmbedTexts } from './text-model.ts';

/** What the engine calls in a page. */
export interface TabApi {
  /**
   * Shelves may have changed.
   *
   * @param consent The last consent or refusal, if there was one.
   * @param fault What the console should show: a code and a message.
   */
  changed(consent: Consent | undefined, fault?: readonly [VitrineError['code'], string]): void;
  /** For items that the pack lacks, and for feeds: searches embed their query before they call the engine. */
  embed: EmbedTexts;
  /** For the history's key. */
  overwrite: Overwrite;
}

/** A page that the engine serves. */
export interface Tab {
  readonly api: Remote<TabApi>;
  /** Rejects when the page has gone. */
  readonly gone: Promise<never>;
  leave(): void;
}

/** Milliseconds that an erasure waits for the next page: it holds the lock of the history meanwhile. */
const MAX_WAIT_ERASING = 10_000;

/**
 * The pages that an engine serves. A page that closes or crashes releases its lock, and is removed. Between two pages of
 * a visit there is none: then work for a page waits for the next one.
 */
export class Tabs {
  /** The page that called last is the last one. */
  readonly #tabs = new Set<Tab>();
  #next = nextPage();
  #ending: ReturnType<typeof setTimeout> | undefined;

  /**
   * @param grace Milliseconds that the last page may have gone before its visit has ended. 0: it ends at once.
   * @param ended Called when a visit has ended.
   */
  constructor(
    private readonly grace: number,
    private readonly ended: () => void,
  ) {}

  /** @param lock Name of a lock that the page holds as long as it lives. Without one, the page says when it goes. */
  add(api: Remote<TabApi>, lock: string | undefined): Tab {
    const watch = new AbortController();
    const { promise: gone, reject } = deferred<never>();
    gone.catch(() => undefined); // there may be no call that waits
    const tab: Tab = {
      api,
      gone,
      leave: () => {
        if (!this.#tabs.delete(tab)) return;
        watch.abort();
        reject(new VitrineError('disposed', 'the page has gone'));
        api[releaseProxy]();
        if (this.#tabs.size === 0) this.#wait();
      },
    };
    this.#tabs.add(tab);
    clearTimeout(this.#ending);
    this.#next.resolve();
    this.#next = nextPage();
    if (lock !== undefined) void whenFree(lock, watch.signal).then(tab.leave);
    return tab;
  }

  #wait(): void {
    const end = () => {
      this.#next.reject(noPage());
      this.#next = nextPage();
      this.ended();
    };
    if (this.grace === 0) end();
    else this.#ending = setTimeout(end, this.grace);
  }

  called(tab: Tab): void {
    if (this.#tabs.delete(tab)) this.#tabs.add(tab);
  }

  /** Tells every page that shelves may have changed, and what its console should show. */
  emit(consent: Consent | undefined, fault?: VitrineError): void {
    for (const { api } of this.#tabs) void api.changed(consent, fault && [fault.code, fault.message]);
  }

  readonly embed: EmbedTexts = (...given) => this.#inPage((api) => api.embed(...given));
  readonly overwrite: Overwrite = (...given) =>
    this.#inPage((api) => api.overwrite(...given), MAX_WAIT_ERASING);

  /** Works in the page that called last, which is neither frozen nor closed; in another page if it goes meanwhile. */
  async #inPage<Result>(
    work: (api: Remote<TabApi>) => Promise<Result>,
    maxWait = Number.POSITIVE_INFINITY,
  ): Promise<Result> {
    for (;;) {
      const tab = [...this.#tabs].at(-1);
      if (!tab) {
        await (maxWait === Infinity ? this.#next.promise : inTime(this.#next.promise, maxWait, noPage));
        continue;
      }
      try {
        return await Promise.race([tab.gone, work(tab.api)]);
      } catch (error) {
        if (this.#tabs.has(tab)) throw error;
      }
    }
  }
}

/** Resolves with the next page; rejects if the visit ends before. There may be no work that waits for it. */
function nextPage() {
  const next = deferred();
  next.promise.catch(() => undefined);
  return next;
}

const noPage = () => new VitrineError('disposed', 'there is no page to work in');
