import { arrived, VitrineError } from '../errors.ts';
import { connect } from '../wire/connect.ts';
import type { CallEngine } from '../worker/serve-engine.ts';
import { GONE, openLink, type Link, type LinkOptions } from './open-link.ts';
import { startShared } from './start-engine.ts';

/** How often a worker is started: shared first, then the page's own. A busy host may fail at each of its two scripts. */
const MAX_TRIES = 4;
/** Milliseconds before the page's own worker is started once more. */
const PAUSE = 1000;

const startOwn = async () => (await arrived(() => import('./own-workers.ts'))).startOwn();

/**
 * A page's connection to an engine: to the one that the shop's tabs share, or to the page's own. If the engine goes down
 * with another tab, or the page comes back from the back/forward cache, an engine is opened again, and calls under way
 * are made again.
 */
export class EngineLink {
  #link: Promise<Link> | undefined;
  #closed = false;
  /** How often a shared engine has gone down. */
  #losses = 0;

  /** @param shares Whether the page may share an engine. */
  constructor(
    private readonly options: LinkOptions,
    private shares: boolean,
  ) {
    window.addEventListener('pagehide', this.#hide);
    window.addEventListener('pageshow', this.#show);
  }

  /**
   * Calls a method of the engine, once it is open. Calls again if the engine goes down before it has answered.
   *
   * @throws {VitrineError} What opening an engine throws, and what the method throws.
   */
  readonly call: CallEngine = async (name, ...given) => {
    for (;;) {
      const { connection } = await this.open();
      try {
        // Comlink's type of a remote function loses its type parameters.
        return await connection.call((engine) => (engine.call as unknown as CallEngine)(name, ...given));
      } catch (error) {
        if (error !== GONE || this.#closed) throw error;
      }
    }
  };

  /** Opens the engine, if it is not open. After a failure the next call tries again. */
  open(): Promise<Link> {
    if (this.#link) return this.#link;
    if (this.#closed) return Promise.reject(new VitrineError('disposed', 'the recommender was disposed of'));
    const opening = this.#start();
    opening.catch(() => {
      if (this.#link === opening) this.#link = undefined;
    });
    return (this.#link = opening);
  }

  async close(): Promise<void> {
    this.#closed = true;
    window.removeEventListener('pagehide', this.#hide);
    window.removeEventListener('pageshow', this.#show);
    const link = await this.#link?.catch(() => undefined);
    await link?.leave();
    link?.connection.close();
  }

  async #start(): Promise<Link> {
    // A page may believe so of an engine that lives: once the shopper has deleted what the shop has stored, newer pages do not
    // see the locks of an older worker.
    const gone = (opened: boolean) => {
      if (++this.#losses === MAX_TRIES) this.shares = false;
      if (opened) void this.#openAnew();
    };
    for (let tries = MAX_TRIES; ;) {
      const { shares } = this;
      try {
        const worker = shares ? startShared(this.options.engine) : await startOwn();
        return await openLink(connect(worker), this.options, gone);
      } catch (error) {
        if (error === GONE) continue;
        if (!(error instanceof VitrineError && error.code === 'worker-load') || --tries === 0) throw error;
        this.shares = false; // Chrome on Android has none, and none starts from another origin
        if (!shares) await new Promise((resolve) => setTimeout(resolve, PAUSE));
      }
    }
  }

  /** Tells the page that the history may have changed meanwhile. */
  async #openAnew(): Promise<void> {
    if (this.#closed) return;
    this.#link = undefined;
    await this.open().catch(() => undefined); // the next call says why
    this.options.tab.changed(undefined);
  }

  // A message would remove a page from the back/forward cache, so a page leaves the engine before it goes there: when it
  // is hidden, which comes last, so that events of that moment are still sent.
  readonly #hide = () => {
    if (!this.shares) return;
    if (document.hidden) this.#part();
    else document.addEventListener('visibilitychange', this.#part, { once: true });
  };

  readonly #part = () => {
    this.#link?.then(
      (link) => {
        void link.leave();
        link.connection.mute();
      },
      () => undefined,
    );
  };

  readonly #show = ({ persisted }: PageTransitionEvent) => {
    document.removeEventListener('visibilitychange', this.#part);
    if (!persisted) return;
    if (!this.shares) {
      void this.call('rereadHistory').catch(() => undefined);
      return;
    }
    const before = this.#link;
    void this.#openAnew();
    before?.then(
      ({ connection }) => {
        connection.close(GONE);
      },
      () => undefined,
    );
  };
}
