import type { ShelfItem } from '../../src/index.ts';
import { money, productPath, type Catalogue, type Product } from './catalogue.ts';
import { h } from './h.ts';
import { picture } from './image.ts';
import { reasonsOf } from './reasons.ts';

type Shown = Pick<Product, 'id' | 'title' | 'category' | 'price'>;

function link({ id, title, category, price }: Shown, attributes: Record<string, string | number> = {}) {
  return h(
    'a',
    { class: 'card-link', href: productPath(id), ...attributes },
    picture(id, category),
    h('span', { class: 'card-category' }, category),
    h('span', { class: 'card-title', title }, title),
    h('span', { class: 'card-price' }, money.format(price)),
  );
}

/** A product in a list of the shop's own. */
export const productCard = (product: Product) => h('li', { class: 'card' }, link(product));

/** A product that the recommender proposed: its score on the link, its reasons below. */
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

/** Keeps a card's place until it comes. */
export const emptyCard = () =>
  h(
    'li',
    { class: 'card card-empty', 'aria-hidden': 'true' },
    h('span', { class: 'picture' }),
    h('span', { class: 'card-category' }),
    h('span', { class: 'card-title' }),
    h('span', { class: 'card-price' }),
  );
