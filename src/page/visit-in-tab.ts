/** Keeps a visit in its tab: `persist: 'visit'`. Its own chunk, which other shops do not load. */
import { VitrineError } from '../errors.ts';
import type { ProfileFile, Recommender } from '../types.ts';
import type { Connection } from '../wire/connect.ts';
import type { Source } from '../wire/engine-options.ts';
import type { CallEngine, EngineApi } from '../worker/serve-engine.ts';
import type { Tab } from './tab.ts';
import { destroyVisitKey, visitKey } from './visit-key.ts';
import { warn } from './warn.ts';

/** Milliseconds after which a visit has ended, as in a shared engine: a browser may restore a tab days later. */
const MAX_AGE = 30 * 60_000;
/** The latest events of a visit, which all fit into the few megabytes that a tab may keep. */
const MAX_EVENTS = 1000;
/** In the place of a visit, if the shopper has refused in this tab. */
const REFUSED = 'denied';

/** What a tab keeps: times in epoch milliseconds, bytes as numbers. */
interface Kept {
  readonly at: number;
  readonly iv: readonly number[];
  readonly data: readonly number[];
}

/**
 * Keeps the visit in the tab, and tells each engine that the page opens what the tab's pages before have kept.
 *
 * @returns Makes a recommender that the tab follows.
 */
export function keepInTab(tab: Tab, source: Source): (recommender: Recommender) => Recommender {
  const visit = new VisitInTab(tab, source);
  const { prepare } = tab;
  tab.prepare = async (connection) => {
    await prepare(connection);
    await visit.tell(connection);
  };
  return (recommender) => visit.follow(recommender);
}

/**
 * A visit in the tab's `sessionStorage`, encrypted, as long as nobody has answered about consent: with a grant the history is
 * on the disk, and after a refusal nothing is kept. The tab's next page gives it to its engine if that knows nothing.
 */
class VisitInTab {
  readonly #name: string;
  #queue: Promise<unknown> = Promise.resolve();
  /** Whether a write waits for its turn. */
  #waits = false;

  constructor(
    private readonly tab: Tab,
    source: Source,
  ) {
    const address = 'pack' in source ? (source.shop ?? source.pack) : source.feed;
    this.#name = `vitrine visit ${new URL(address).pathname}`;
  }

  /** Tells an engine that was opened what the tab's pages before have kept. */
  async tell(connection: Connection<EngineApi>): Promise<void> {
    const events = await this.#read();
    if (!events) return;
    // Comlink's type of a remote function loses its type parameters.
    const call: CallEngine = (name, ...given) =>
      connection.call((engine) => (engine.call as unknown as CallEngine)(name, ...given));
    const { stored } = await call('verify');
    const isNew = stored.kept === 'memory' && stored.events === 0;
    const file = { format: 'vitrine-profile', version: 1, events };
    if (isNew) await call('importProfile', file, undefined, true); // other tabs have visits of their own
  }

  /** @returns The same recommender; what changes the history resolves once the tab has followed. */
  follow(recommender: Recommender): Recommender {
    const save = () => this.#save(recommender);
    const unfollow = recommender.on('change', () => void save());
    const saved =
      <Given extends readonly unknown[]>(call: (...given: Given) => Promise<unknown>) =>
      async (...given: Given): Promise<void> => {
        await call(...given);
        await save();
      };
    return {
      ...recommender,
      track: saved(recommender.track),
      importProfile: saved(recommender.importProfile),
      eraseProfile: saved(recommender.eraseProfile),
      forget: saved(recommender.forget),
      setConsent: saved(recommender.setConsent),
      verify: async () => {
        const { stored, ...others } = await recommender.verify();
        const { length } = this.#item() ?? '';
        return { ...others, stored: { ...stored, inTab: length } };
      },
      dispose: async () => {
        unfollow();
        await this.#queue;
        await recommender.dispose();
      },
    };
  }

  #save(recommender: Recommender): Promise<unknown> {
    if (this.#waits) return this.#queue;
    this.#waits = true;
    const write = async () => {
      this.#waits = false;
      await this.#write(recommender);
    };
    return (this.#queue = this.#queue.then(write).catch((cause: unknown) => {
      this.#remove();
      warn(new VitrineError('store', `the tab cannot keep the visit: ${String(cause)}`));
    }));
  }

  async #write(recommender: Recommender): Promise<void> {
    const { consent } = this.tab;
    if (consent === 'denied' || (this.#item() === REFUSED && !consent)) return this.#forget(REFUSED);
    const { events } = (await recommender.exportProfile()) as ProfileFile;
    if (consent === 'granted' || events.length === 0) return this.#forget();
    const key = await visitKey({ make: true });
    const iv = crypto.getRandomValues(new Uint8Array(12));
    const text = new TextEncoder().encode(JSON.stringify(events.slice(-MAX_EVENTS)));
    const data = await crypto.subtle.encrypt({ name: 'AES-GCM', iv }, key!, text);
    const kept: Kept = { at: Date.now(), iv: [...iv], data: [...new Uint8Array(data)] };
    sessionStorage.setItem(this.#name, JSON.stringify(kept));
  }

  /** @param word What stands in the visit's place. */
  async #forget(word?: string): Promise<void> {
    const had = this.#item();
    this.#remove();
    if (word !== undefined) sessionStorage.setItem(this.#name, word);
    if (had !== null && had !== REFUSED) await destroyVisitKey();
  }

  /** @returns undefined if the tab keeps no visit that can be read, or it has ended. */
  async #read(): Promise<ProfileFile['events'] | undefined> {
    try {
      const { at, iv, data } = JSON.parse(this.#item()!) as Kept;
      const key = await visitKey({ make: false });
      if (Math.abs(Date.now() - at) > MAX_AGE || !key) return undefined;
      const sealed = { name: 'AES-GCM', iv: new Uint8Array(iv) };
      const text = await crypto.subtle.decrypt(sealed, key, new Uint8Array(data));
      return JSON.parse(new TextDecoder().decode(text)) as ProfileFile['events'];
    } catch {
      return undefined; // there is none, it was erased in another tab, or somebody has changed it
    }
  }

  #item(): string | null {
    try {
      return sessionStorage.getItem(this.#name);
    } catch {
      return null; // storage is blocked
    }
  }

  #remove(): void {
    try {
      sessionStorage.removeItem(this.#name);
    } catch {
      // storage is blocked: nothing was kept
    }
  }
}
