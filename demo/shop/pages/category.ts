import { productCard } from '../card.ts';
import type { Product } from '../catalogue.ts';
import { count } from '../format.ts';
import { h } from '../h.ts';
import type { Page, Shop } from '../shop.ts';
import { messagePage } from './message.ts';

const orders: Record<string, (a: Product, b: Product) => number> = {
  'Most ordered': (a, b) => b.orders - a.orders,
  'Price, low to high': (a, b) => a.price - b.price,
  'Price, high to low': (a, b) => b.price - a.price,
  'A to Z': (a, b) => a.title.localeCompare(b.title),
};

export function categoryPage(shop: Shop, category: string): Page {
  const products = shop.catalogue.in(category);
  if (products.length === 0) return messagePage('No such category', 'Choose one on the home page.');

  const list = h('ul', { class: 'grid' });
  const sort = h('select', { id: 'sort' }, ...Object.keys(orders).map((name) => h('option', {}, name)));
  const show = () => {
    list.replaceChildren(...products.toSorted(orders[sort.value]!).map(productCard));
  };
  sort.addEventListener('change', show);
  show();

  const head = h(
    'div',
    { class: 'page-head' },
    h('div', {}, h('h1', {}, category), h('p', { class: 'quiet' }, count(products.length, 'product'))),
    h('label', { for: 'sort' }, 'Sort by ', sort),
  );
  const crumbs = h('nav', { class: 'crumbs', 'aria-label': 'You are here' }, h('a', { href: '/' }, 'Home'));
  return { title: `${category} · Paper & Oak`, node: h('div', { class: 'wide' }, crumbs, head, list) };
}
