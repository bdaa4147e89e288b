import type { ShelfItem } from '../types.ts';
import { h } from './h.ts';
import { paint, remoteImage, type ImageSource } from './item-image.ts';
import { formatPrice } from './price.ts';
import { safeUrl } from './safe-url.ts';

/**
 * The shop's own card, from the `<template>` inside a shelf. `data-text="title"` takes a field of the item as text,
 * `data-href="url"` and `data-src="image"` take a field as an address, and `data-alt="title"` as an image's alternative
 * text. An element is hidden if its text or its image is missing; a link without an address stays, without `href`. A canvas
 * stands in for an image that comes from the pack.
 *
 * @param language BCP 47, for prices: `data-text="price"` is what is asked now, `data-text="regularPrice"` what a sale has
 * reduced.
 */
export function templateCard(
  template: HTMLTemplateElement,
  item: ShelfItem,
  language: string,
  images: ImageSource,
): DocumentFragment {
  const card = document.importNode(template.content, true);
  const price = (amount: number | undefined) => formatPrice(amount, item.currency, language);
  const regular = item.salePrice === undefined ? undefined : item.price;
  const text = (field: string) =>
    field === 'price'
      ? price(item.salePrice ?? item.price)
      : field === 'regularPrice'
        ? price(regular)
        : String((item as unknown as Readonly<Record<string, unknown>>)[field] ?? '');
  const address = (field: string) => safeUrl(text(field)) ?? '';
  for (const element of card.querySelectorAll<HTMLElement>('[data-text]')) {
    element.textContent = text(element.dataset['text']!);
    element.hidden = element.textContent === '';
  }
  for (const link of card.querySelectorAll<HTMLElement>('[data-href]')) {
    const href = address(link.dataset['href']!);
    if (href) link.setAttribute('href', href);
  }
  for (const image of card.querySelectorAll<HTMLElement>('[data-alt]'))
    image.setAttribute('alt', text(image.dataset['alt']!));
  for (const image of card.querySelectorAll<HTMLElement>('[data-src]')) {
    const field = image.dataset['src']!;
    const src = images.mode === 'remote' ? address(field) : '';
    if (src) loadRemote(image, src);
    else if (field === 'image' && !['remote', 'none'].includes(images.mode))
      paintInstead(image, item, images);
    else image.hidden = true;
  }
  return card;
}

function loadRemote(element: HTMLElement, src: string): void {
  if (element instanceof HTMLImageElement) remoteImage(element, src);
  else element.setAttribute('src', src);
}

/** Puts a canvas with the attributes of an image in its place. */
function paintInstead(image: HTMLElement, item: ShelfItem, images: ImageSource): void {
  const label = image.getAttribute('alt') ?? '';
  const canvas = h('canvas', label ? { role: 'img', 'aria-label': label } : { 'aria-hidden': 'true' });
  for (const { name, value } of image.attributes)
    if (!['alt', 'src', 'srcset', 'loading', 'sizes'].includes(name)) canvas.setAttribute(name, value);
  // A canvas takes these for its own pixels, so a style sheet of the page's gets them.
  for (const name of ['width', 'height'])
    if (/^\d+$/.test(image.getAttribute(name) ?? ''))
      canvas.style.setProperty(`--vitrine-image-${name}`, `${image.getAttribute(name)}px`);
  image.replaceWith(canvas);
  paint(
    canvas,
    item,
    images,
    () => canvas,
    () => {
      canvas.hidden = true;
    },
  );
}
