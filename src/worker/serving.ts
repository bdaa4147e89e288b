import type { Catalogue } from '../core/catalogue.ts';
import type { Manifest } from '../pack/manifest.ts';
import type { EngineOptions } from './options.ts';
import { openNewer, type OpenedPack, type PackSource } from './open-pack.ts';
import { Served } from './served.ts';
import { createSteadyScorer } from './steady-scorer.ts';

/** What an engine serves from, as it grows or is replaced. Whatever goes wrong, the last good one goes on serving. */
export class Serving {
  /** Told when another catalogue serves. */
  changed: () => void = () => undefined;
  #renewing: Promise<boolean> | undefined;
  #closed = false;

  /** @param source Nothing for a feed, which is read once. */
  constructor(
    private served: Served,
    private readonly source?: PackSource,
    private manifest?: Manifest,
  ) {}

  static ofPack({ served, manifest }: OpenedPack, source: PackSource): Serving {
    return new Serving(served, source, manifest);
  }

  get now(): Served {
    return this.served;
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
        const scorer = await createSteadyScorer(catalogue.rows, wanted);
        this.#serve(new Served(catalogue, scorer, this.served.textModel, this.served.otherNames));
      }
    } catch {
      // the text model failed in the middle, or the engine was disposed of
    }
  }

  close(): void {
    this.#closed = true;
    this.served.retire();
  }

  async #takeNewer(): Promise<boolean> {
    const { source, manifest } = this;
    const newer = source && manifest && (await openNewer(source, manifest));
    if (!newer) return false;
    this.manifest = newer.manifest;
    this.#serve(newer.served);
    return true;
  }

  #serve(served: Served): void {
    if (this.#closed) {
      served.retire();
      return;
    }
    this.served.retire();
    this.served = served;
    this.changed();
  }
}
