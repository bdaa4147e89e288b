/** What several pages show. */
import type { Item } from 'vitrine';
import { html, type Html } from '../server/html.ts';

export const productPath = ({ id }: Pick<Item, 'id'>) => `/product/${encodeURIComponent(id)}`;
export const categoryPath = (name: string, kind?: string) =>
  `/category/${encodeURIComponent(name)}${kind === undefined ? '' : `?kind=${encodeURIComponent(kind)}`}`;

export function image(
  { image: address, title }: Item,
  size: number,
  loading: 'lazy' | 'eager' = 'lazy',
): Html {
  return address === undefined
    ? html`<span class="image letter" aria-hidden="true">${title[0]}</span>`
    : html`<img
        class="image"
        src="${address}"
        alt=""
        width="${size}"
        height="${size}"
        loading="${loading}"
      />`;
}

/** What an item costs, and before a reduction. */
export function price(item: Item): Html {
  const { price: regular, salePrice, currency = 'EUR' } = item;
  if (regular === undefined) return html``;
  const written = (amount: number) =>
    new Intl.NumberFormat('en', { style: 'currency', currency }).format(amount);
  const now = salePriceNow(item);
  return now === undefined
    ? html`<span class="price">${written(regular)}</span>`
    : html`<span class="price">${written(now)}</span>
        <s class="was">${written(salePrice === undefined ? now : regular)}</s>`;
}

/** The reduced price, while the sale holds. */
export function salePriceNow(
  { salePrice, saleFrom = 0, saleTo = Infinity }: Item,
  at = Date.now(),
): number | undefined {
  return at >= saleFrom && at < saleTo ? salePrice : undefined;
}

/** A list of products, as the shop's own pages have it: it needs no script. Vitrine reads the marks. */
export function listing(items: readonly Item[]): Html {
  return html`<ul class="listing">
    ${items.map(
      (item) =>
        html`<li data-vitrine-id="${item.id}">
          <a href="${productPath(item)}">
            ${image(item, 240)}
            <span class="listing-title">${item.title}</span>
            <span>${price(item)}</span>
          </a>
        </li>`,
    )}
  </ul>`;
}
