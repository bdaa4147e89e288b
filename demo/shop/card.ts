import type { ShelfItem } from 'vitrine';
import { money, productPath, type Catalogue, type Product } from './catalogue.ts';
import { h } from './h.ts';
import { productImage } from './image.ts';
import { reasonsOf } from './reasons.ts';

type Shown = Pick<Product, 'id' | 'title' | 'category' | 'price'>;

function link({ id, title, category, price }: Shown, attributes: Record<string, string | number> = {}) {
  return h(
    'a',
    { class: 'card-link', href: productPath(id), ...attributes },
    productImage(id, category),
    h('span', { class: 'card-category' }, category),
    h('span', { class: 'card-title', title }, title),
    h('span', { class: 'card-price' }, money.format(price)),
  );
}

/** A product in one of the shop's own lists. */
export const productCard = (product: Product) => h('li', { class: 'card' }, link(product));

/** A product that the recommender chose, with its reasons. Its score is on the link, for the tests. */
export function shelfCard(item: ShelfItem, products: Catalogue): HTMLLIElement {
  const { objectID: id, title, category = '', price = 0, _score, reasons } = item;
  const shown = { id, title, category, price };
  return h(
    'li',
    { class: 'card' },
    link(shown, { 'data-id': id, 'data-score': _score }),
    reasonsOf(reasons, products),
  );
}

/** Reserves the place of a card that has not arrived. */
export const emptyCard = () =>
  h(
    'li',
    { class: 'card card-empty', 'aria-hidden': 'true' },
    h('span', { class: 'product-image' }),
    h('span', { class: 'card-category' }),
    h('span', { class: 'card-title' }),
    h('span', { class: 'card-price' }),
  );
