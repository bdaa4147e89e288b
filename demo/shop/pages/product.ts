import { picture } from '../../pictures/picture.ts';
import type { Product } from '../catalogue.ts';
import { count, money } from '../format.ts';
import { button, h } from '../h.ts';
import { shelfView } from '../shelf.ts';
import { ga4, type Page, type Shop } from '../shop.ts';
import { categoryPath } from './home.ts';
import { messagePage } from './message.ts';

function buy(shop: Shop, product: Product) {
  const said = h('p', { class: 'said', role: 'status' });
  const add = button('Add to cart', 'button primary', () => {
    shop.cart.add(product.id, 1);
    shop.track('add_to_cart', { currency: 'USD', value: product.price, items: [ga4(product)] });
    said.replaceChildren('In your cart. ', h('a', { href: '/cart' }, 'Go to the cart'));
  });
  return h('div', { class: 'buy' }, add, said);
}

function facts(product: Product) {
  const fact = (term: string, value: string) => h('div', {}, h('dt', {}, term), h('dd', {}, value));
  return h(
    'dl',
    { class: 'facts' },
    fact('Category', product.category),
    fact('Article number', product.id),
    fact('Ordered', count(product.orders, 'time')),
  );
}

export function productPage(shop: Shop, id: string): Page {
  const product = shop.catalogue.get(id);
  if (!product) return messagePage('No such product', `There is nothing under the number ${id}.`);
  shop.track('view_item', { currency: 'USD', value: product.price, items: [ga4(product)] });

  const shelves = [
    shelfView(shop, {
      name: 'Related products',
      request: { model: 'related-products', objectIDs: [id], limit: 12 },
      reserve: true,
    }),
    shelfView(shop, { name: 'Recently viewed', request: { model: 'recently-viewed', exclude: [id], limit: 12 } }),
  ];
  const crumbs = h(
    'nav',
    { class: 'crumbs', 'aria-label': 'You are here' },
    h('a', { href: '/' }, 'Home'),
    h('a', { href: categoryPath(product.category) }, product.category),
  );
  const text = h(
    'div',
    { class: 'product-text' },
    h('h1', {}, product.title),
    h('p', { class: 'price' }, money(product.price)),
    buy(shop, product),
    facts(product),
  );
  return {
    title: `${product.title} · Paper & Oak`,
    node: h(
      'div',
      { class: 'wide' },
      crumbs,
      h('article', { class: 'product' }, picture(product), text),
      ...shelves.map((shelf) => shelf.node),
    ),
    refresh() {
      for (const shelf of shelves) shelf.refresh();
    },
  };
}
