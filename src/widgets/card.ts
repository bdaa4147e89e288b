import type { ShelfItem } from '../types.ts';
import { h } from './h.ts';
import { itemImage, type ImageSource } from './item-image.ts';
import type { Language } from './language.ts';
import { formatPrice } from './price.ts';
import { safeUrl } from './safe-url.ts';

/** A product's card, for a shop that gives no card of its own. */
export function defaultCard(item: ShelfItem, { tag, strings }: Language, images: ImageSource): HTMLElement {
  const { title, brand, category, price, salePrice, currency, availability } = item;
  const href = safeUrl(item.url);
  const content = [
    itemImage(item, images),
    h('span', { part: 'brand', class: 'brand' }, h('bdi', {}, brand ?? category)),
    h('span', { part: 'title', class: 'title' }, h('bdi', {}, title)),
    h('span', { part: 'price', class: 'price' }, formatPrice(salePrice ?? price, currency, tag)),
    salePrice === undefined
      ? undefined
      : h('s', { part: 'regular-price', class: 'regular-price' }, formatPrice(price, currency, tag)),
    availability === 'out_of_stock'
      ? h('span', { part: 'stock', class: 'stock' }, strings.outOfStock)
      : undefined,
  ];
  // Without an address a click leads nowhere, but the shop's own code still hears of it.
  return href
    ? h('a', { part: 'link', class: 'link', href }, ...content)
    : h('div', { part: 'link', class: 'link' }, ...content);
}
