import type { Remote } from 'comlink';
import { VitrineError } from '../errors.ts';
import { connect } from '../wire/connect.ts';
import type { EngineApi } from '../worker/entry.ts';
import { GONE, openLink, type Link, type LinkOptions } from './open-link.ts';
import { startOwn, startShared } from './start-engine.ts';

/**
 * The engine as a page has it: the one that the shop's tabs share, or else the page's own. Where it goes down with another
 * tab, or the page comes back from the back/forward cache, it is opened again, and calls under way are made again.
 */
export class EngineLink {
  #link: Promise<Link> | undefined;
  #closed = false;

  /** @param shares Whether the page may share an engine. */
  constructor(
    private readonly options: LinkOptions,
    private shares: boolean,
  ) {
    window.addEventListener('pagehide', this.#hide);
    window.addEventListener('pageshow', this.#show);
  }

  /**
   * Calls the engine, once it is open.
   *
   * @param work Done again, and told so, where the engine went down before it answered.
   * @throws {VitrineError} What opening an engine does, and what the call does.
   */
  async call<Result>(work: (engine: Remote<EngineApi>, again: boolean) => Promise<Result>): Promise<Result> {
    for (let again = false; ; again = true) {
      const { connection } = await this.open();
      try {
        return await connection.call((engine) => work(engine, again));
      } catch (error) {
        if (error !== GONE || this.#closed) throw error;
      }
    }
  }

  /** Opens the engine, if it is not open. A failure may be retried. */
  open(): Promise<Link> {
    if (this.#link) return this.#link;
    if (this.#closed)
      return Promise.reject(new VitrineError('disposed', 'the recommender has been disposed of'));
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
    document.removeEventListener('visibilitychange', this.#part);
    const link = await this.#link?.catch(() => undefined);
    await link?.leave();
    link?.connection.close();
  }

  async #start(): Promise<Link> {
    const gone = () => void this.#openAnew();
    while (this.shares) {
      try {
        return await openLink(connect(startShared(this.options.engine)), this.options, gone);
      } catch (error) {
        if (error === GONE) continue;
        if (!(error instanceof VitrineError && error.code === 'worker-load')) throw error;
        this.shares = false; // Chrome on Android has none, and none starts from another origin
      }
    }
    return openLink(connect(startOwn()), this.options, gone);
  }

  /** Has the page look at what the history is by then. */
  async #openAnew(): Promise<void> {
    if (this.#closed) return;
    this.#link = undefined;
    await this.open().catch(() => undefined); // the next call says why
    this.options.tab.changed(undefined);
  }

  // A page that is kept for going back has no part in the engine meanwhile: a message would cost it its place. It leaves
  // when it is hidden, which comes last: what others note at that moment is still sent.
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
      void this.call((engine) => engine.refresh()).catch(() => undefined);
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
