/** The product's page: its two buttons. */
import { tell } from './data-layer.ts';
import { add, has, remove, type Line } from './kept.ts';

const { product } = document.querySelector<HTMLElement>('[data-product]')!.dataset;
const line = JSON.parse(product!) as Omit<Line, 'quantity'>;
const said = document.querySelector('#said')!;
const wish = document.querySelector<HTMLButtonElement>('#wish')!;

document.querySelector<HTMLButtonElement>('#add')!.onclick = () => {
  add('cart', line);
  tell('add_to_cart', [line]);
  said.textContent = 'It is in your cart.';
};

const showWish = () => {
  wish.ariaPressed = String(has('wishes', line.id));
};
showWish();
wish.onclick = () => {
  if (has('wishes', line.id)) remove('wishes', line.id);
  else {
    add('wishes', line);
    tell('add_to_wishlist', [line]);
  }
  said.textContent = has('wishes', line.id) ? 'It is on your wish list.' : 'It is off your wish list.';
  showWish();
};
