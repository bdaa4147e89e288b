/** The script of every page: the cart's count, the buttons of Vitrine's shelves, the question of consent, the tour. */
import type {} from 'vitrine/elements';
import { askConsent } from './consent.ts';
import { add, read } from './kept.ts';
import { startTour } from './tour.ts';

const corner = document.querySelector<HTMLElement>('#corner')!;
const count = document.querySelector('#cart-count')!;

function showCount(): void {
  count.textContent = String(read('cart').reduce((sum, { quantity }) => sum + quantity, 0));
}
showCount();
document.addEventListener('demo-kept', showCount);
addEventListener('storage', showCount); // another tab

// The elements say what was pressed, and track it; the shop does it.
type ShelfItem = HTMLElementEventMap['vitrine-cart']['detail']['item'];
const lineOf = ({ objectID: id, title, price, salePrice, currency, image }: ShelfItem) => ({
  id,
  title,
  price: salePrice ?? price,
  currency,
  image,
});
document.addEventListener('vitrine-cart', ({ detail }) => {
  add('cart', lineOf(detail.item));
});
document.addEventListener('vitrine-wishlist', ({ detail }) => {
  add('wishes', lineOf(detail.item));
});
document.addEventListener('vitrine-bundle', ({ detail }) => {
  for (const item of detail.items) add('cart', lineOf(item));
});

startTour(corner);
askConsent(corner);
