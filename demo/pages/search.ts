import { html } from '../server/html.ts';
import { listing } from './parts.ts';
import type { PageParts, PageRequest } from './request.ts';

const MAX = 24;

/** The page of results. Vitrine finds them by what the words mean; without a script, the shop finds the words themselves. */
export function searchPage({ shop, url }: PageRequest): PageParts {
  const text = (url.searchParams.get('q') ?? '').trim().slice(0, 200);
  const words = text.toLowerCase().split(/\s+/);
  const found = shop.items.filter(({ title, description = '' }) => {
    const own = `${title} ${description}`.toLowerCase();
    return text !== '' && words.every((word) => own.includes(word));
  });
  return {
    title: text === '' ? 'Search' : `${text}: search`,
    script: 'search.ts',
    main:
      text === ''
        ? html`<h1>Search</h1>
            <p class="quiet">
              Type above what you are looking for, in your own words, or search with a photo.
            </p>
            <vitrine-shelf model="trending-items" limit="12"></vitrine-shelf>`
        : html`<h1>Results for “${text}”</h1>
            <p class="quiet" id="found" role="status">Searching.</p>
            <vitrine-shelf
              id="results"
              class="tall"
              layout="grid"
              limit="${MAX}"
              heading="What suits it best"
              actions="cart,wishlist"
            ></vitrine-shelf>
            <noscript>${listing(found.slice(0, MAX))}</noscript>
            <vitrine-shelf model="recently-viewed" allow-repeats></vitrine-shelf>`,
  };
}
