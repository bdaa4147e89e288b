import { categories, categoryPath } from '../catalogue.ts';
import { h } from '../h.ts';
import { categoryIcon } from '../image.ts';
import { shelfView, shelfViews } from '../shelf.ts';
import type { Page, PageContext } from './page.ts';

const INVITATION = 'Look at a few products, and this shelf will fill with what suits you.';
const HERO = ['Furnishings', 'Chairs', 'Bookcases'];

export async function homePage({ recommender }: PageContext): Promise<Page> {
  const { elements, refresh } = shelfViews(recommender, [
    { name: 'For you', request: { model: 'recommended-for-you' }, invitation: INVITATION },
    { name: 'Trending now', request: { model: 'trending-items' } },
  ]);
  const recent = shelfView(recommender, 'Recently viewed', { model: 'recently-viewed' });
  const links = (await categories()).map((name) =>
    h('li', {}, h('a', { href: categoryPath(name) }, categoryIcon(name) as SVGElement, h('span', {}, name))),
  );
  return {
    title: 'Paper & Oak',
    content: [
      h(
        'div',
        { class: 'hero' },
        h('h1', {}, 'Good things for good work'),
        h('p', {}, 'Furniture, paper and technology for an office you like to be in.'),
        h('div', { class: 'hero-art', 'aria-hidden': 'true' }, ...HERO.map(categoryIcon)),
      ),
      h('nav', { 'aria-label': 'Categories' }, h('ul', { class: 'strip' }, ...links)),
      ...elements,
      recent.element,
    ],
    shelves: [{ refresh }, recent],
  };
}
