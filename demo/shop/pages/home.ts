import { categoryPicture } from '../../pictures/picture.ts';
import { number } from '../format.ts';
import { h } from '../h.ts';
import { shelfView } from '../shelf.ts';
import type { Page, Shop } from '../shop.ts';

export const categoryPath = (category: string) => `/category/${encodeURIComponent(category)}`;

function hero(shop: Shop) {
  const shown = ['Chairs', 'Tables', 'Furnishings', 'Paper', 'Art'].map((category) => categoryPicture(category));
  return h(
    'div',
    { class: 'hero' },
    h(
      'div',
      { class: 'hero-text' },
      h('h1', {}, 'Good work starts with a good desk.'),
      h(
        'p',
        {},
        `${number(shop.catalogue.products.length)} things for the office and the study, from the chair to the last paper clip.`,
      ),
    ),
    h('div', { class: 'hero-art', 'aria-hidden': 'true' }, ...shown),
  );
}

function categories(shop: Shop) {
  const tiles = shop.catalogue.categories.map((category) =>
    h('li', {}, h('a', { href: categoryPath(category) }, categoryPicture(category), h('span', {}, category))),
  );
  return h('nav', { 'aria-label': 'Categories' }, h('ul', { class: 'categories' }, ...tiles));
}

export function homePage(shop: Shop): Page {
  const shelves = [
    shelfView(shop, {
      name: 'For you',
      note: 'Worked out on this device, from this visit.',
      request: { model: 'recommended-for-you', limit: 12 },
      invitation: 'Have a look around: as soon as you open a product, this shelf starts to follow your taste.',
      reserve: true,
    }),
    shelfView(shop, { name: 'Trending now', request: { model: 'trending-items', limit: 12 }, reserve: true }),
    shelfView(shop, { name: 'Recently viewed', request: { model: 'recently-viewed', limit: 12 } }),
  ];
  return {
    title: 'Paper & Oak',
    node: h('div', { class: 'wide' }, hero(shop), categories(shop), ...shelves.map((shelf) => shelf.node)),
    refresh() {
      for (const shelf of shelves) shelf.refresh();
    },
  };
}
