/** The page of results: a shelf of Vitrine's whose items a search finds. */
import type { Recommender } from 'vitrine';

const text = new URLSearchParams(location.search).get('q')?.trim();
const results = document.querySelector<HTMLElementTagNameMap['vitrine-shelf']>('#results');
const found = document.querySelector('#found');

// A shelf asks its recommender for items, so one that answers with what a search finds makes it a page of results.
if (text && results && window.vitrine) {
  const searching = (recommender: Recommender): Recommender =>
    Object.assign({}, recommender, {
      recommend: async ({ limit = 24 }: { limit?: number }) => {
        const shelf = await recommender.search(text, { limit });
        const count = shelf.items.length;
        found!.textContent =
          count === 0 ? 'Nothing suits these words.' : `${count} products, the best match first`;
        return shelf;
      },
    });
  results.recommender = window.vitrine.then(searching);
}
