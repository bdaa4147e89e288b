import { productCard } from '../card.ts';
import { catalogue } from '../catalogue.ts';
import { h } from '../h.ts';
import { missingPage } from './missing.ts';
import type { Page } from './page.ts';

const MAX_PRODUCTS = 60;

export async function categoryPage(name: string): Promise<Page> {
  const products = [...(await catalogue()).values()].filter(({ category }) => category === name);
  if (products.length === 0) return missingPage();
  const shown = products.sort((a, b) => b.orders - a.orders).slice(0, MAX_PRODUCTS);
  const count =
    products.length > MAX_PRODUCTS
      ? `The ${MAX_PRODUCTS} most ordered of ${products.length}`
      : `${products.length} products`;
  return {
    title: name,
    content: [
      h('h1', {}, name),
      h('p', { class: 'quiet' }, count),
      h('ul', { class: 'grid' }, ...shown.map(productCard)),
    ],
  };
}
