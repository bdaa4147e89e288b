/**
 * How the elements show the images of items. What each way tells, and to whom: docs/privacy.md.
 *
 * - `pack` thumbnails of the pack, of which every shopper fetches all
 * - `mixed` thumbnails of the pack, in files of a hundred items or more that have nothing in common
 * - `blurred` a blurred image from the pack; the item's own image once the shopper turns to its card
 * - `remote` the item's own image, from the host that the catalogue names
 * - `none` no image
 */
export type ImagesMode = 'pack' | 'mixed' | 'blurred' | 'remote' | 'none';

/** The images of items, as the pack has them. */
export interface ItemImages {
  readonly mode: ImagesMode;
  /**
   * By the id that was asked for: a WebP file in the modes `pack` and `mixed`, a ThumbHash in `blurred`. An item of which
   * the pack has no image is left out, and so are all items in the other modes.
   */
  readonly images: ReadonlyMap<string, Blob>;
}
