import { html } from '../server/html.ts';
import { categoryPath, image } from './parts.ts';
import type { PageParts, PageRequest } from './request.ts';

export function homePage({ shop }: PageRequest, name: string): PageParts | undefined {
  if (name !== '') return undefined;
  return {
    title: shop.name,
    main: html` <section class="hero">
        <h1>${shop.isMadeUp ? 'Good things for every day' : shop.name}</h1>
        <p>
          ${shop.isMadeUp ? 'A general store for kitchen, garden, work and play.' : `${shop.items.length} products, and a shop window for each shopper.`}
        </p>
        <div class="hero-art" aria-hidden="true">
          ${heroItems(shop).map((item) => image(item, 240, 'eager'))}
        </div>
      </section>
      <section id="readers" class="readers" aria-labelledby="readers-title">
        <h2 id="readers-title">Look round as</h2>
        <div class="buttons">
          <button type="button" data-tour="shopper">a shopper</button>
          <button type="button" data-tour="shop">a shop owner</button>
          <button type="button" data-tour="developer">a developer</button>
          <button type="button" class="plain" data-tour="">No, thanks</button>
        </div>
      </section>
      <vitrine-shelf model="recommended-for-you" limit="12" actions="cart,wishlist"></vitrine-shelf>
      <ul class="tiles">
        ${shop.departments.slice(0, 12).map(
          ({ name, items }) =>
            html`<li>
              <a href="${categoryPath(name)}">${image(items[0]!, 160)}<span>${name}</span></a>
            </li>`,
        )}
      </ul>
      <vitrine-shelf model="trending-items" limit="12" actions="cart,wishlist"></vitrine-shelf>
      <vitrine-shelf model="because-you-viewed" limit="12" fallback="none"></vitrine-shelf>
      <vitrine-shelf model="recently-viewed" allow-repeats></vitrine-shelf>`,
  };
}

/** One product of each of three departments. */
const heroItems = ({ departments }: PageRequest['shop']) =>
  departments.slice(0, 3).flatMap(({ items }) => items.find((item) => item.image !== undefined) ?? []);
