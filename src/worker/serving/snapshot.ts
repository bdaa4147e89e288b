import type { Catalogue } from '../../core/catalogue.ts';
import type { ImageVectors } from '../../core/ranking/visit.ts';
import type { Side } from '../../core/ports.ts';
import type { ItemWords } from '../../core/search/word-index.ts';
import { VitrineError } from '../../errors.ts';
import { createFindItem, type FindItem } from '../items/find-item.ts';
import type { ImagesMode } from '../../types.ts';
import type { Prices } from './prices.ts';
import type { Thumbnails } from './thumbnails.ts';
import type { FailoverScorer } from './failover-scorer.ts';
import type { Embedded, PackModel, QueryModel, TextModel } from '../text-model.ts';

/** What a snapshot may have beside its catalogue. */
export interface SnapshotParts {
  readonly prices?: Prices | undefined;
  readonly images?: Images | undefined;
  readonly thumbnails?: PackThumbnails | undefined;
  /** Reads the items' details and gives the items with them. undefined if there are none to read. */
  readonly detailed?: ((items: Catalogue['items']) => Promise<Catalogue['items']>) | undefined;
  /** Reads the words of the items' descriptions for a search. undefined if the pack has none. */
  readonly words?: (() => Promise<ItemWords>) | undefined;
  /** A BCP 47 tag: the language of all items, if it is known. */
  readonly language?: string | undefined;
}

/** The images of a pack's items, not yet read. */
export interface Images {
  /** How many items have an image. */
  readonly items: number;
  readonly model: PackModel;
  open(catalogue: Catalogue): Promise<ImageVectors>;
}

/** The thumbnails of a pack's items, not yet read. */
export interface PackThumbnails {
  /** How the pack would have images shown. */
  readonly mode: ImagesMode;
  open(mode: ImagesMode): Promise<Thumbnails>;
}

/**
 * A catalogue with its scorer and its text model, at one moment. If a newer snapshot comes while a call is under way,
 * the call ends on the snapshot that it began with, so that no row of one catalogue is taken for a row of another.
 */
export class Snapshot {
  /** Knows the items' other ids once `details` has resolved. */
  find: FindItem;
  readonly images: Images | undefined;
  readonly thumbnails: PackThumbnails | undefined;
  readonly prices: Prices | undefined;
  private readonly detailed: SnapshotParts['detailed'];
  readonly words: SnapshotParts['words'];
  readonly language: string | undefined;
  #packed: Catalogue;
  #catalogue: Catalogue;
  #details: Promise<void> | undefined;
  /** Version of the prices that `#catalogue` has; 0 for the prices of the pack. */
  #pricesVersion = 0;
  #imageVectors: Promise<ImageVectors> | undefined;
  #calls = 0;
  #retired = false;

  /**
   * @param packed The catalogue at the prices of the pack, without details.
   * @param scorer Is disposed of with the snapshot.
   */
  constructor(
    packed: Catalogue,
    readonly scorer: FailoverScorer,
    readonly textModel: TextModel,
    { prices, images, thumbnails, detailed, words, language }: SnapshotParts = {},
  ) {
    this.prices = prices;
    this.images = images;
    this.thumbnails = thumbnails;
    this.detailed = detailed;
    this.words = words;
    this.language = language;
    this.find = createFindItem(packed);
    this.#packed = this.#catalogue = packed;
    this.applyPrices();
    this.details().catch(() => undefined); // who needs them reads them again
  }

  get catalogue(): Catalogue {
    return this.#catalogue;
  }

  /** Gives the items the prices that were read last. @returns Whether they had others before. */
  applyPrices(): boolean {
    if (!this.prices || this.prices.version === this.#pricesVersion) return false;
    this.#pricesVersion = this.prices.version;
    this.#show(this.#packed.items);
    return true;
  }

  /**
   * Resolves when the items have their details. No shelf waits for them: a page may need them for an item that it calls by
   * another id.
   *
   * @throws {VitrineError} `pack-load`, `bad-pack` or `pack-version`; the next call tries again.
   */
  details(): Promise<void> {
    this.#details ??= this.#readDetails().catch((error: unknown) => {
      this.#details = undefined;
      throw error;
    });
    return this.#details;
  }

  async #readDetails(): Promise<void> {
    if (!this.detailed) return;
    const items = await this.detailed(this.#packed.items);
    this.#packed = { ...this.#packed, items };
    this.find = createFindItem(this.#packed);
    this.#show(items);
  }

  /** Shows items as the pack has them, at the prices of now. */
  #show(packed: Catalogue['items']): void {
    const items = this.prices && this.#pricesVersion > 0 ? this.prices.applyTo(packed) : packed;
    this.#catalogue = { ...this.#packed, items };
    if (this.#imageVectors) this.#keep(this.#imageVectors.then((images) => withItems(images, items)));
  }

  /** Does a piece of work. Nothing is freed before it ends. */
  async during<Result>(work: (snapshot: this) => Promise<Result>): Promise<Result> {
    this.#calls++;
    try {
      return await work(this);
    } finally {
      this.#calls--;
      this.#freeIfIdle();
    }
  }

  /** The vector of a text, of the catalogue's dimension. @throws {VitrineError} `model-load` if that cannot be made. */
  async embed(text: string, side?: Side): Promise<Embedded> {
    const embedded = await this.textModel.embed(text, side);
    this.checkedVector(embedded.vector);
    return embedded;
  }

  /** @throws {VitrineError} `model-load` if a text's vector does not have the catalogue's dimension. */
  checkedVector(vector: Float32Array<ArrayBuffer>): Float32Array<ArrayBuffer> {
    const { count, dim } = this.catalogue.rows;
    const { length } = vector;
    if (length === dim || count === 0) return vector;
    throw new VitrineError(
      'model-load',
      `the text model returned ${length} numbers, but the items' vectors have ${dim}: build the pack with this model`,
    );
  }

  /** The model that embeds images. @throws {VitrineError} `bad-argument` if the pack has no images. */
  imageModel(): QueryModel {
    if (!this.images) throw noImages();
    return { source: this.images.model, provider: 'wasm' };
  }

  /** The vectors of the images, which are read on the first call. @throws {VitrineError} `bad-argument` if the pack has none. */
  imageVectors(): Promise<ImageVectors> {
    if (!this.images) return Promise.reject(noImages());
    return this.#imageVectors ?? this.#keep(this.images.open(this.catalogue));
  }

  #keep(vectors: Promise<ImageVectors>): Promise<ImageVectors> {
    this.#imageVectors = vectors;
    vectors.catch(() => {
      this.#imageVectors = undefined; // the next call tries again
    });
    return vectors;
  }

  /** Frees the scorers when the calls under way have ended. No other call may begin. */
  retire(): void {
    this.#retired = true;
    this.#freeIfIdle();
  }

  #freeIfIdle(): void {
    if (!this.#retired || this.#calls > 0) return;
    this.scorer.dispose();
    this.#imageVectors?.then(
      ({ scorer }) => {
        scorer.dispose();
      },
      () => undefined,
    );
  }
}

function noImages(): VitrineError {
  return new VitrineError('bad-argument', 'the pack has no images to compare: build it with --images');
}

function withItems(images: ImageVectors, items: Catalogue['items']): ImageVectors {
  const shown = Array.from(images.rows, (row) => items[row]!);
  return { ...images, catalogue: { ...images.catalogue, items: shown } };
}
