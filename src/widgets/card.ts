import type { ShelfItem } from '../types.ts';
import { h } from './h.ts';
import type { Language } from './language.ts';
import { formatPrice } from './price.ts';
import { safeUrl } from './safe-url.ts';

/** A product as a shelf shows it where the shop gives no card of its own. */
export function defaultCard(item: ShelfItem, { tag, strings }: Language): HTMLElement {
  const { title, brand, category, price, currency, availability } = item;
  const href = safeUrl(item.url);
  const content = [
    picture(item),
    h('span', { part: 'brand', class: 'brand' }, h('bdi', {}, brand ?? category)),
    h('span', { part: 'title', class: 'title' }, h('bdi', {}, title)),
    h('span', { part: 'price', class: 'price' }, formatPrice(price, currency, tag)),
    availability === 'out_of_stock'
      ? h('span', { part: 'stock', class: 'stock' }, strings.outOfStock)
      : undefined,
  ];
  // Without an address there is nowhere to go, but a click still tells the shop's own code.
  return href
    ? h('a', { part: 'link', class: 'link', href }, ...content)
    : h('div', { part: 'link', class: 'link' }, ...content);
}

function picture({ image, title }: ShelfItem): HTMLElement {
  const src = safeUrl(image);
  // The title says what it is, so the picture need not say it again.
  return src
    ? h('img', { part: 'image', class: 'image', src, alt: '', loading: 'lazy', decoding: 'async' })
    : h('span', { part: 'image', class: 'image', 'aria-hidden': 'true' }, [...title][0]);
}
