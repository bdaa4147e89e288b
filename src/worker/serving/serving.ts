import type { Catalogue } from '../../core/catalogue.ts';
import type { Manifest } from '../../pack/manifest.ts';
import type { EngineOptions } from '../../wire/engine-options.ts';
import { createFailoverScorer } from './failover-scorer.ts';
import { openNewer, type OpenedPack, type PackSource, type StagedPack } from './open-pack.ts';
import { Snapshot } from './snapshot.ts';

/** The snapshot that an engine serves from, as it grows or is replaced. If a step fails, the last snapshot stays. */
export class Serving {
  /** Called when shelves may have changed: another catalogue serves, or other prices. */
  changed: () => void = () => undefined;
  #snapshot: Snapshot;
  /** The pack that serves, and its source. undefined for a feed. */
  #pack: { readonly source: PackSource; readonly opened: OpenedPack } | undefined;
  #rest: Promise<void> | undefined;
  #renewing: Promise<boolean> | undefined;
  #growth: Promise<void> = Promise.resolve();
  #closed = false;

  constructor(snapshot: Snapshot) {
    this.#snapshot = snapshot;
  }

  static ofPack(staged: StagedPack, source: PackSource): Serving {
    const serving = new Serving(staged.snapshot);
    serving.#pack = { source, opened: staged };
    if (staged.whole) serving.#takeRest(staged.whole);
    serving.#followPrices();
    return serving;
  }

  get now(): Snapshot {
    return this.#snapshot;
  }

  /** While only the first shard serves: resolves when the whole pack does, rejects if it cannot be loaded. */
  get rest(): Promise<void> | undefined {
    return this.#rest;
  }

  /** What the manifest says of the rows that are not there yet. */
  get later(): Manifest['later'] {
    return this.#pack?.opened.manifest.later;
  }

  /**
   * Resolves when all is read that may tell which items are meant.
   *
   * @param items The names that a page gives each item.
   */
  async learnNames(items: readonly (readonly string[])[]): Promise<void> {
    const isKnown = () => items.every((names) => this.#snapshot.find(names) !== undefined);
    if (isKnown()) return;
    await this.#rest;
    if (!isKnown()) await this.#snapshot.details().catch(() => undefined); // then the page's id is kept
  }

  /**
   * Loads the shop's pack as it is now.
   *
   * @returns Whether it was a newer one.
   * @throws {VitrineError} `pack-load`, `bad-pack` or `pack-version`.
   */
  renewPack(): Promise<boolean> {
    this.#renewing ??= this.#takeNewer().finally(() => {
      this.#renewing = undefined;
    });
    return this.#renewing;
  }

  /** Reads the prices again, if the pack has a file of prices. */
  async refreshPrices(): Promise<void> {
    await this.#snapshot.prices?.refresh();
    this.#applyPrices();
  }

  /** Serves a catalogue that grows, once the last one has grown. If a step fails, the last catalogue stays. */
  grow(more: AsyncGenerator<Catalogue>, wanted: EngineOptions['backend']): Promise<void> {
    this.#growth = this.#growth.then(() => this.#grow(more, wanted));
    return this.#growth;
  }

  close(): void {
    this.#closed = true;
    this.#snapshot.retire();
  }

  async #grow(more: AsyncGenerator<Catalogue>, wanted: EngineOptions['backend']): Promise<void> {
    try {
      for await (const catalogue of more) {
        const { textModel } = this.#snapshot;
        const scorer = await createFailoverScorer(catalogue.rows, wanted);
        this.#serve(new Snapshot(catalogue, scorer, textModel));
        this.changed();
      }
    } catch {
      // the feed or the text model failed in the middle, or the engine was disposed of
    }
  }

  async #takeNewer(): Promise<boolean> {
    await this.#rest?.catch(() => undefined);
    const before = this.#pack;
    const newer = before && (await openNewer(before.source, before.opened));
    if (!newer) return false;
    this.#pack = { ...before, opened: newer };
    this.#rest = undefined; // the newer pack is whole
    if (!this.#serve(newer.snapshot)) return false;
    this.changed();
    this.#followPrices();
    return true;
  }

  /** Serves the whole pack once it is there. No listener is called: every shelf that was answered stays the same. */
  #takeRest(whole: Promise<OpenedPack>): void {
    this.#rest = whole.then((opened) => {
      if (this.#pack) this.#pack = { ...this.#pack, opened };
      this.#serve(opened.snapshot);
      this.#rest = undefined;
    });
    this.#rest.catch(() => undefined); // it is reported to callers that wait for it
  }

  /** The first prices may arrive after the pack. */
  #followPrices(): void {
    void this.#snapshot.prices?.firstRead.then(() => {
      this.#applyPrices();
    });
  }

  #applyPrices(): void {
    if (this.#snapshot.applyPrices()) this.changed();
  }

  /** @returns Whether the snapshot serves: it does not if the engine was closed meanwhile. */
  #serve(snapshot: Snapshot): boolean {
    snapshot.applyPrices(); // they may have changed while it was loading
    const retired = this.#closed ? snapshot : this.#snapshot;
    if (!this.#closed) this.#snapshot = snapshot;
    retired.retire();
    return !this.#closed;
  }
}
