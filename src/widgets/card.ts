import type { ShelfItem } from '../types.ts';
import { h } from './h.ts';
import { itemImage, type ImageSource } from './item-image.ts';
import { fill, type Language } from './language.ts';
import { formatNumber } from './number.ts';
import { formatPrice } from './price.ts';
import { safeUrl } from './safe-url.ts';

/** A product's card, for a shop that gives no card of its own. It shows what the catalogue has, and no more. */
export function defaultCard(item: ShelfItem, language: Language, images: ImageSource): HTMLElement {
  const { title, brand, category, availability } = item;
  const isInTitle = brand !== undefined && title.toLowerCase().includes(brand.toLowerCase());
  const href = safeUrl(item.url);
  const content = [
    itemImage(item, images),
    h(
      'span',
      { class: 'line' },
      h(
        'span',
        { part: 'brand', class: 'brand' },
        h('bdi', {}, brand === undefined || isInTitle ? category?.split(' > ').at(-1) : brand),
      ),
      rating(item, language),
    ),
    h('span', { part: 'title', class: 'title' }, h('bdi', {}, title)),
    h('span', { class: 'line' }, ...prices(item, language)),
    availability === 'out_of_stock'
      ? h('span', { part: 'stock', class: 'stock' }, language.strings.outOfStock)
      : undefined,
  ];
  // Without an address a click leads nowhere, but the shop's own code still hears of it.
  return href
    ? h('a', { part: 'link', class: 'link', href }, ...content)
    : h('div', { part: 'link', class: 'link' }, ...content);
}

/** The mean rating as stars, and the number of reviews. */
function rating(item: ShelfItem, { tag, strings }: Language): HTMLElement | undefined {
  const { rating: mean, reviewCount } = item;
  if (mean === undefined || reviewCount === 0) return undefined;
  const number = formatNumber(tag);
  const count = reviewCount === undefined ? '' : number(reviewCount);
  const text = count === '' ? strings.rated : strings.ratedBy;
  const label = fill(text, { rating: number(Math.round(10 * mean) / 10), count });
  const stars = h('span', { class: 'stars' }, '★★★★★');
  stars.style.setProperty('--share', `${Math.round(20 * mean)}%`);
  return h(
    'span',
    { part: 'rating', class: 'rating', role: 'img', 'aria-label': label },
    stars,
    count && ` ${count}`,
  );
}

/** What the item costs now and, while a sale holds, what it cost before. */
function prices({ price, salePrice, currency }: ShelfItem, { tag }: Language): (HTMLElement | undefined)[] {
  const written = (amount: number | undefined) => formatPrice(amount, currency, tag);
  return [
    h('span', { part: 'price', class: 'price' }, written(salePrice ?? price)),
    salePrice === undefined
      ? undefined
      : h('s', { part: 'regular-price', class: 'regular-price' }, written(price)),
  ];
}
