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
