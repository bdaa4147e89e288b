import type { ImagesMode } from './images.ts';

/** The images of items, as the pack has them. */
export interface ItemImages {
  readonly mode: ImagesMode;
  /**
   * By the id that was asked for: a WebP file in the modes `pack` and `mixed`, a ThumbHash in `blurred`. An item of which
   * the pack has no image is left out, and so are all items in the other modes.
   */
  readonly images: ReadonlyMap<string, Blob>;
}
