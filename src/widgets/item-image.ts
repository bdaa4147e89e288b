import { arrived } from '../errors.ts';
import { shownImages } from '../page/shown-images.ts';
import { warn } from '../page/warn.ts';
import type { ImagesMode, Recommender, ShelfItem } from '../types.ts';
import { h } from './h.ts';
import { safeUrl } from './safe-url.ts';

/** How a shelf shows images, and where it has them from. */
export interface ImageSource {
  readonly mode: ImagesMode;
  readonly recommender: Recommender | undefined;
}

/** An item's image as a shelf shows images, or in its place the first letter of the title. */
export function itemImage(item: ShelfItem, source: ImageSource): HTMLElement {
  const src = source.mode === 'remote' && safeUrl(item.image);
  // The alternative text is empty because the title stands beside the image.
  if (src) return remoteImage(h('img', { part: 'image', class: 'image', alt: '' }), src);
  const tile = h('span', { part: 'image', class: 'image', 'aria-hidden': 'true' }, [...item.title][0]);
  paint(tile, item, source, () => {
    tile.replaceChildren();
    return h('canvas', { part: 'image', class: 'image', 'aria-hidden': 'true' });
  });
  return tile;
}

/** Hosts that may make sizes of an image: see `srcsetOf`. */
const MAKES_SIZES = /shopify|\/cdn\/shop\/|cloudinary|imgix|prismic|datocms|sanity|ctfassets|imagekit/;

/** Has the browser load an image. Its host gets no referrer; the browser decides about cookies. */
export function remoteImage(image: HTMLImageElement, src: string): HTMLImageElement {
  image.referrerPolicy = 'no-referrer';
  image.loading = 'lazy';
  image.decoding = 'async';
  const told = (address: string) => shownImages.add(address);
  const start = () => {
    image.src = src;
    told(src);
  };
  if (MAKES_SIZES.test(src))
    arrived(() => import('./image-sizes.ts'))
      .then(({ setSizes }) => {
        setSizes(image, src, told);
      })
      .catch(warn)
      .finally(start);
  else start();
  return image;
}

/**
 * Puts a canvas with the pack's image of an item in the place of an element, if the pack has one.
 *
 * @param canvas Makes the canvas.
 * @param missing Called if there is no image.
 */
export function paint(
  place: HTMLElement,
  item: ShelfItem,
  { mode, recommender }: ImageSource,
  canvas: () => HTMLCanvasElement,
  missing: () => void = () => undefined,
): void {
  if (!recommender || mode === 'remote' || mode === 'none') {
    missing();
    return;
  }
  arrived(() => import('./paint-image.ts'))
    .then(({ paintImage }) =>
      paintImage(place, item.objectID, { recommender, canvas, own: safeUrl(item.image), load: remoteImage }),
    )
    .then((isPainted) => {
      if (!isPainted) missing();
    })
    .catch(warn);
}
