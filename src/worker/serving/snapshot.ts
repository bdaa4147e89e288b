import type { Catalogue } from '../../core/catalogue.ts';
import type { ImageVectors } from '../../core/ranking/looking-similar.ts';
import type { Side } from '../../core/ports.ts';
import { VitrineError } from '../../errors.ts';
import { createFindItem, type FindItem } from '../items/find-item.ts';
import type { Prices } from './prices.ts';
import type { FailoverScorer } from './failover-scorer.ts';
import type { Embedded, PackModel, TextModel } from '../text-model.ts';

/** What a catalogue may have besides. */
export interface SnapshotParts {
  /** Other ids that its items go by. */
  readonly otherNames?: ReadonlyMap<string, string>;
  readonly prices?: Prices | undefined;
  readonly images?: Images | undefined;
}

/** What there is of its items' pictures, not yet read. */
export interface Images {
  /** How many items have one. */
  readonly items: number;
  readonly model: PackModel;
  open(catalogue: Catalogue): Promise<ImageVectors>;
}

/**
 * A catalogue, what scores it, and the text model that made its vectors. A newer one may come while a call is under way:
 * the call ends on what it began with, so that no row of one catalogue is taken for a row of another.
 */
export class Snapshot {
  readonly find: FindItem;
  readonly otherNames: ReadonlyMap<string, string>;
  readonly images: Images | undefined;
  private readonly prices: Prices | undefined;
  #pictures: Promise<ImageVectors> | undefined;
  #calls = 0;
  #retired = false;

  /** Takes over `scorer`. */
  constructor(
    private catalogue: Catalogue,
    readonly scorer: FailoverScorer,
    readonly textModel: TextModel,
    { otherNames = new Map(), prices, images }: SnapshotParts = {},
  ) {
    this.otherNames = otherNames;
    this.prices = prices;
    this.images = images;
    this.find = createFindItem(catalogue, otherNames);
  }

  get pack(): Catalogue {
    return this.catalogue;
  }

  /** Looks at what the prices are now. What goes wrong leaves those that are there. @returns Whether they are others. */
  async refreshPrices(): Promise<boolean> {
    const items = await this.prices?.read().catch(() => undefined);
    if (!items) return false;
    this.catalogue = { ...this.catalogue, items };
    if (this.#pictures) this.#keep(this.#pictures.then((pictures) => withItems(pictures, items)));
    return true;
  }

  /** Does a piece of work, before whose end nothing is freed. */
  async during<Result>(work: (served: this) => Promise<Result>): Promise<Result> {
    this.#calls++;
    try {
      return await work(this);
    } finally {
      this.#calls--;
      this.#freeIfIdle();
    }
  }

  /** A text as a vector that can be compared with the items. @throws {VitrineError} `model-load` where it cannot. */
  async embed(text: string, side?: Side): Promise<Embedded> {
    const embedded = await this.textModel.embed(text, side);
    const { count, dim } = this.pack.rows;
    const { length } = embedded.vector;
    if (length === dim || count === 0) return embedded;
    throw new VitrineError('model-load', `the text model gives ${length} numbers, the items have ${dim}`);
  }

  /** The pictures' vectors, read on the first call. @throws {VitrineError} `bad-argument` where there are none. */
  pictures(): Promise<ImageVectors> {
    if (!this.images)
      return Promise.reject(new VitrineError('bad-argument', 'the pack has no pictures to compare'));
    return this.#pictures ?? this.#keep(this.images.open(this.catalogue));
  }

  #keep(pictures: Promise<ImageVectors>): Promise<ImageVectors> {
    this.#pictures = pictures;
    pictures.catch(() => {
      this.#pictures = undefined; // may be retried
    });
    return pictures;
  }

  /** No other call will come: frees the scorer, once those under way have ended. */
  retire(): void {
    this.#retired = true;
    this.#freeIfIdle();
  }

  #freeIfIdle(): void {
    if (!this.#retired || this.#calls > 0) return;
    this.scorer.dispose();
    this.#pictures?.then(
      ({ scorer }) => {
        scorer.dispose();
      },
      () => undefined,
    );
  }
}

function withItems(pictures: ImageVectors, items: Catalogue['items']): ImageVectors {
  const shown = Array.from(pictures.rows, (row) => items[row]!);
  return { ...pictures, catalogue: { ...pictures.catalogue, items: shown } };
}
