/** The cart's page: the lines of the cart and of the wish list, and the check-out. */
import { tell } from './data-layer.ts';
import { h } from './h.ts';
import { add, money, read, remove, totalOf, write, type Line, type ListName } from './kept.ts';

const cart = document.querySelector('#cart')!;
const wishes = document.querySelector('#wishes')!;

function show(): void {
  const lines = read('cart');
  const currency = lines[0]?.currency;
  cart.replaceChildren(
    ...(lines.length === 0
      ? [h('p', { class: 'quiet' }, 'There is nothing in it yet.')]
      : [
          h('ul', {}, ...lines.map((line) => row('cart', line, quantityOf(line)))),
          h('p', { class: 'large' }, `Total ${money(totalOf(lines), currency)}`),
          h('button', { type: 'button', class: 'primary', onclick: checkOut }, 'Check out'),
        ]),
  );
  cart.classList.remove('waiting');
  const wished = read('wishes');
  wishes.replaceChildren(
    wished.length === 0
      ? h('p', { class: 'quiet' }, 'Nothing is on it. The heart of a product puts it here.')
      : h('ul', {}, ...wished.map((line) => row('wishes', line, intoCart(line)))),
  );
}

function row(list: ListName, line: Line, middle: HTMLElement): HTMLElement {
  const { id, title, price, currency, quantity } = line;
  const take = () => {
    remove(list, id);
    if (list === 'cart') tell('remove_from_cart', [line]);
  };
  return h(
    'li',
    {},
    line.image ? h('img', { src: line.image, alt: '', width: 64, height: 64 }) : h('span', {}),
    h('a', { href: `/product/${encodeURIComponent(id)}` }, title),
    middle,
    h('b', {}, money(price === undefined ? undefined : price * quantity, currency)),
    h('button', { type: 'button', class: 'plain', onclick: take, 'aria-label': `Remove ${title}` }, 'Remove'),
  );
}

function quantityOf(line: Line): HTMLElement {
  const input = h('input', { type: 'number', min: '1', max: '99', value: String(line.quantity) });
  input.setAttribute('aria-label', `Quantity of ${line.title}`);
  input.onchange = () => {
    const quantity = Math.min(99, Math.max(1, Math.floor(input.valueAsNumber) || 1));
    write(
      'cart',
      read('cart').map((one) => (one.id === line.id ? { ...one, quantity } : one)),
    );
  };
  return input;
}

function intoCart(line: Line): HTMLElement {
  const move = () => {
    remove('wishes', line.id);
    add('cart', line);
    tell('add_to_cart', [line]);
  };
  return h(
    'button',
    { type: 'button', onclick: move, 'aria-label': `Put ${line.title} into the cart` },
    'To cart',
  );
}

function checkOut(): void {
  const lines = read('cart');
  tell('purchase', lines, {
    transaction_id: `demo-${Date.now()}`,
    value: totalOf(lines),
    currency: lines[0]?.currency,
  });
  write('cart', []);
  location.href = '/thanks';
}

show();
document.addEventListener('demo-kept', show);
addEventListener('storage', show);
