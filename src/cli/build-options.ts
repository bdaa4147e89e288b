import type { Columns } from '../core/feed/columns.ts';
import type { ReadingOptions } from './feed/catalogue.ts';
import type { ThumbnailsChoice } from './thumbnails/with-thumbnails.ts';
import type { VectorOptions } from './vectors/embed-catalogue.ts';

/** What a build is told, beside the catalogue and the orders. */
export interface BuildOptions extends ReadingOptions, VectorOptions {
  readonly catalogues: readonly string[];
  /** Folder to write the pack to. A dry run may have none. */
  readonly out?: string | undefined;
  /** Whether the pack is made and reported on, but not written. */
  readonly dryRun?: boolean | undefined;
  readonly orders?: string | undefined;
  /** A text model: a folder, or name@commit on a hub. Default: the built-in English one. */
  readonly model?: string | undefined;
  /** Maximum number of tokens of an item's text. Default: what the model's config.json says. */
  readonly maxTokens?: number | undefined;
  readonly columns?: Columns | undefined;
  /** Number of shoppers who must have ordered an item, or both items of a pair, before the pack says anything about it. */
  readonly minShoppers?: number | undefined;
  /** If given, what the pack tells of orders is differentially private with this epsilon. */
  readonly private?: number | undefined;
  /** Categories whose items are never kept in a shopper's history. */
  readonly sensitive?: readonly string[] | undefined;
  /** Maximum bytes of all files that a shelf needs; precision and number of neighbours are chosen to fit. */
  readonly budget?: number | undefined;
  /** Epoch milliseconds. Default: the clock's. */
  readonly now?: number | undefined;
  /** Folder of an earlier pack, whose unchanged files are kept. Default: the pack that is replaced. */
  readonly previous?: string | undefined;
  /** Whether no file of an earlier pack is kept. */
  readonly repack?: boolean | undefined;
  /** Whether compressed variants are written beside the files. Default true. */
  readonly compress?: boolean | undefined;
  /** An image model, named like a text model, and the place of images, see `imageAddress`. Without it, images are ignored. */
  readonly images?: { readonly model: string; readonly base: string } | undefined;
  /** Small images for elements to show. Default `auto`. */
  readonly thumbnails?: ThumbnailsChoice | undefined;
  /** The place of images, see `imageAddress`. Default: beside the catalogue. */
  readonly imageBase?: string | undefined;
  /** Address of the hub that models are pulled from. */
  readonly hub?: string | undefined;
  /** Whether any refused row or image is an error. */
  readonly strict?: boolean | undefined;
}
