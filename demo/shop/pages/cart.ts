import { picture } from '../../pictures/picture.ts';
import { productPath } from '../card.ts';
import type { Product } from '../catalogue.ts';
import { count, money } from '../format.ts';
import { button, h } from '../h.ts';
import { shelfView } from '../shelf.ts';
import { ga4, type Page, type Shop } from '../shop.ts';

interface Line {
  readonly product: Product;
  readonly quantity: number;
}

const linesOf = (shop: Shop): Line[] =>
  shop.cart.lines().flatMap(([id, quantity]) => {
    const product = shop.catalogue.get(id);
    return product ? [{ product, quantity }] : [];
  });

const totalOf = (lines: readonly Line[]) =>
  lines.reduce((sum, { product, quantity }) => sum + product.price * quantity, 0);

function change(shop: Shop, product: Product, by: number) {
  shop.cart.add(product.id, by);
  const event = by > 0 ? 'add_to_cart' : 'remove_from_cart';
  const value = product.price * Math.abs(by);
  shop.track(event, { currency: 'USD', value, items: [ga4(product, Math.abs(by))] });
}

function lineView(shop: Shop, { product, quantity }: Line) {
  const step = (label: string, text: string, by: number) => {
    const element = button(text, 'step', () => {
      change(shop, product, by);
    });
    element.setAttribute('aria-label', `${label}: ${product.title}`);
    return element;
  };
  const remove = button('Remove', 'plain', () => {
    change(shop, product, -quantity);
  });
  remove.setAttribute('aria-label', `Remove ${product.title}`);
  return h(
    'li',
    { class: 'cart-line', 'data-cart-id': product.id },
    picture(product),
    h('a', { href: productPath(product.id) }, product.title),
    h('div', { class: 'steps' }, step('One less', '−', -1), h('output', {}, String(quantity)), step('One more', '+', 1)),
    h('span', { class: 'cart-price' }, money(product.price * quantity)),
    remove,
  );
}

function checkOut(shop: Shop) {
  const lines = linesOf(shop);
  shop.track('purchase', {
    transaction_id: crypto.randomUUID(),
    currency: 'USD',
    value: totalOf(lines),
    items: lines.map(({ product, quantity }) => ga4(product, quantity)),
  });
  shop.cart.clear();
}

export function cartPage(shop: Shop): Page {
  const list = h('ul', { class: 'cart-lines' });
  const total = h('strong', { class: 'cart-total' });
  const pieces = h('span', { class: 'quiet' });
  const said = h('p', { class: 'said', role: 'status' });
  const pay = button('Check out', 'button primary', () => {
    checkOut(shop);
    said.textContent = 'Thank you. Nothing was charged and nothing will be sent: this is not a real shop.';
  });
  const sum = h('aside', { class: 'cart-sum' }, pieces, total, pay);
  const empty = h('p', { class: 'quiet' }, 'Your cart is empty. ', h('a', { href: '/' }, 'Have a look around.'));
  const shelf = shelfView(shop, { name: 'For you', request: { model: 'recommended-for-you', limit: 12 } });

  const show = () => {
    const lines = linesOf(shop);
    list.replaceChildren(...lines.map((line) => lineView(shop, line)));
    total.textContent = money(totalOf(lines));
    pieces.textContent = count(shop.cart.count(), 'piece');
    empty.hidden = lines.length > 0;
    sum.hidden = lines.length === 0;
  };
  shop.cart.onChange(show);
  show();

  const body = h('div', { class: 'cart' }, list, sum);
  return {
    title: 'Cart · Paper & Oak',
    node: h('div', { class: 'wide' }, h('h1', { class: 'page-title' }, 'Cart'), said, empty, body, shelf.node),
    refresh: shelf.refresh,
  };
}
