/** Paints images of the pack. Its own chunk, which pages without such images do not load. */
import { thumbHashToRGBA } from 'thumbhash';
import type { Recommender } from '../types.ts';

export interface Painting {
  readonly recommender: Recommender;
  /** Makes the canvas. */
  canvas(): HTMLCanvasElement;
  /** Address of the item's own image. */
  readonly own: string | undefined;
  /** Has the browser load an image. */
  load(image: HTMLImageElement, src: string): HTMLImageElement;
}

/**
 * Puts a canvas with the pack's image of an item in the place of an element. A canvas, because a strict policy allows a page
 * no image of its own making. In the mode `blurred` the canvas gives way to the item's own image once the shopper turns to
 * the card.
 *
 * @returns Whether the pack has an image of the item.
 */
export async function paintImage(
  place: HTMLElement,
  objectID: string,
  { recommender, canvas: makeCanvas, own, load }: Painting,
): Promise<boolean> {
  const { mode, images } = await recommender.images([objectID]);
  const blob = images.get(objectID);
  const src = mode === 'blurred' ? own : undefined;
  if (!blob && src === undefined) return false;
  const canvas = blob ? makeCanvas() : place;
  if (blob && canvas instanceof HTMLCanvasElement) {
    if (blob.type === 'image/thumbhash') await paintHash(canvas, blob);
    else await paintWebp(canvas, blob);
    place.replaceWith(canvas);
  }
  if (src !== undefined)
    onTurn(canvas, () => {
      const image = document.createElement('img');
      for (const { name, value } of canvas.attributes)
        if (!['width', 'height'].includes(name)) image.setAttribute(name, value);
      image.alt = canvas.getAttribute('aria-label') ?? '';
      image.addEventListener('load', () => {
        canvas.replaceWith(image);
      });
      load(image, src).loading = 'eager'; // outside the page, a lazy image would never load
    });
  return true;
}

async function paintWebp(canvas: HTMLCanvasElement, blob: Blob): Promise<void> {
  const bitmap = await createImageBitmap(blob);
  canvas.width = bitmap.width;
  canvas.height = bitmap.height;
  canvas.getContext('bitmaprenderer')!.transferFromImageBitmap(bitmap);
}

async function paintHash(canvas: HTMLCanvasElement, blob: Blob): Promise<void> {
  const { w, h, rgba } = thumbHashToRGBA(new Uint8Array(await blob.arrayBuffer()));
  canvas.width = w;
  canvas.height = h;
  canvas.getContext('2d')!.putImageData(new ImageData(new Uint8ClampedArray(rgba), w, h), 0, 0);
}

/** Calls back once, when the pointer, a finger or the focus comes to the card that an element is in. */
function onTurn(element: HTMLElement, turn: () => void): void {
  const card = element.closest('li, [slot]') ?? element;
  const turned = new AbortController();
  for (const type of ['pointerenter', 'pointerdown', 'focusin'])
    card.addEventListener(
      type,
      () => {
        turned.abort();
        turn();
      },
      { signal: turned.signal },
    );
}
