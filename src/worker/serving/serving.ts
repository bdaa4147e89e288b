import type { Catalogue } from '../../core/catalogue.ts';
import type { EngineOptions } from '../../wire/engine-options.ts';
import type { Manifest } from '../../pack/manifest.ts';
import { openNewer, type OpenedPack, type PackSource, type StagedPack } from './open-pack.ts';
import { Snapshot } from './snapshot.ts';
import { createFailoverScorer } from './failover-scorer.ts';

/** What an engine serves from, as it grows or is replaced. Whatever goes wrong, the last good one goes on serving. */
export class Serving {
  /** ItemHints when another catalogue serves. */
  changed: () => void = () => undefined;
  #served: Snapshot;
  /** Where a pack is served: where it came from, and the pack. A feed is read once. */
  #pack: { readonly source: PackSource; readonly opened: OpenedPack } | undefined;
  #rest: Promise<void> | undefined;
  #renewing: Promise<boolean> | undefined;
  #closed = false;

  constructor(served: Snapshot) {
    this.#served = served;
  }

  static ofPack(staged: StagedPack, source: PackSource): Serving {
    const serving = new Serving(staged.served);
    serving.#pack = { source, opened: staged };
    if (staged.whole) serving.#takeRest(staged.whole);
    return serving;
  }

  get now(): Snapshot {
    return this.#served;
  }

  /** While there is only the first part of the pack: resolves once the rest is in place, rejects where it cannot be. */
  get rest(): Promise<void> | undefined {
    return this.#rest;
  }

  /** What is known of the rows that are not there yet. */
  get later(): Manifest['later'] {
    return this.#pack?.opened.manifest.later;
  }

  /**
   * Takes the shop's pack as it is now.
   *
   * @returns Whether there was another one.
   * @throws {VitrineError} `pack-load`, `bad-pack` or `pack-version`.
   */
  renew(): Promise<boolean> {
    this.#renewing ??= this.#takeNewer().finally(() => {
      this.#renewing = undefined;
    });
    return this.#renewing;
  }

  /** Takes in what there is more of the catalogue. What goes wrong leaves what is there. */
  async grow(more: AsyncGenerator<Catalogue>, wanted: EngineOptions['backend']): Promise<void> {
    try {
      for await (const catalogue of more) {
        const { textModel, otherNames } = this.#served;
        const scorer = await createFailoverScorer(catalogue.rows, wanted);
        this.#serve(new Snapshot(catalogue, scorer, textModel, { otherNames }));
        this.changed();
      }
    } catch {
      // the text model failed in the middle, or the engine was disposed of
    }
  }

  close(): void {
    this.#closed = true;
    this.#served.retire();
  }

  async #takeNewer(): Promise<boolean> {
    await this.#rest?.catch(() => undefined);
    const before = this.#pack;
    const newer = before && (await openNewer(before.source, before.opened));
    if (!newer) return false;
    this.#pack = { ...before, opened: newer };
    this.#rest = undefined; // if it did not come, this has
    if (!this.#serve(newer.served)) return false;
    this.changed();
    return true;
  }

  /** Takes in the rest of a pack. Nobody is told: whatever has been answered would be answered so again. */
  #takeRest(whole: Promise<OpenedPack>): void {
    this.#rest = whole.then((opened) => {
      if (this.#pack) this.#pack = { ...this.#pack, opened };
      this.#serve(opened.served);
      this.#rest = undefined;
    });
    this.#rest.catch(() => undefined); // whoever waits for it is told
  }

  /** @returns Whether it serves now: nothing does once all has been closed. */
  #serve(served: Snapshot): boolean {
    const over = this.#closed ? served : this.#served;
    if (!this.#closed) this.#served = served;
    over.retire();
    return !this.#closed;
  }
}
