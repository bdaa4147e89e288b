import type { ShelfItem } from '../../src/index.ts';
import { picture } from '../pictures/picture.ts';
import type { Catalogue, Product } from './catalogue.ts';
import { money } from './format.ts';
import { h } from './h.ts';
import { reasonsOf } from './reasons.ts';

type Shown = Pick<Product, 'id' | 'title' | 'category' | 'price'>;

export const productPath = (id: string) => `/product/${encodeURIComponent(id)}`;

function link(product: Shown, attributes: Record<string, string | number> = {}): HTMLAnchorElement {
  return h(
    'a',
    { class: 'card-link', href: productPath(product.id), ...attributes },
    picture(product),
    h('span', { class: 'card-category' }, product.category),
    h('span', { class: 'card-title', title: product.title }, product.title),
    h('span', { class: 'card-price' }, money(product.price)),
  );
}

/** A product in a list of the shop's own. */
export const productCard = (product: Product) => h('li', { class: 'card' }, link(product));

/** A recommended product: its score on the link, its reasons beside it. */
export function shelfCard(item: ShelfItem, catalogue: Catalogue): HTMLLIElement {
  const { objectID: id, title, category = '', price = 0, _score, reasons } = item;
  const attributes = { 'data-id': id, 'data-score': _score };
  return h(
    'li',
    { class: 'card' },
    link({ id, title, category, price }, attributes),
    reasonsOf(reasons, catalogue),
  );
}

/** Holds a card's place until it comes. */
export const emptyCard = () =>
  h('li', { class: 'card card-empty', 'aria-hidden': 'true' }, h('span'), h('span'), h('span'));
