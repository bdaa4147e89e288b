import type { ShelfItem } from '../types.ts';
import { h } from './h.ts';
import type { Language } from './language.ts';
import { formatPrice } from './price.ts';
import { safeUrl } from './safe-url.ts';

/** A product's card, for a shop that gives no card of its own. */
export function defaultCard(item: ShelfItem, { tag, strings }: Language): HTMLElement {
  const { title, brand, category, price, salePrice, currency, availability } = item;
  const href = safeUrl(item.url);
  const content = [
    image(item),
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

function image({ image: url, title }: ShelfItem): HTMLElement {
  const src = safeUrl(url);
  // The alternative text is empty because the title stands beside the image.
  return src
    ? h('img', { part: 'image', class: 'image', src, alt: '', loading: 'lazy', decoding: 'async' })
    : h('span', { part: 'image', class: 'image', 'aria-hidden': 'true' }, [...title][0]);
}
