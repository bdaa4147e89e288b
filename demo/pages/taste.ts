import { html } from '../server/html.ts';
import type { PageParts } from './request.ts';

export function tastePage(): PageParts {
  return {
    title: 'Your taste',
    main: html` <div>
        <h1>Your taste</h1>
        <p class="quiet">
          All of this is in your browser, and nowhere else. <a href="/how">How it works</a>.
        </p>
      </div>
      <vitrine-privacy></vitrine-privacy>
      <vitrine-shelf model="recommended-for-you" limit="12" actions="cart,wishlist"></vitrine-shelf>
      <vitrine-shelf model="buy-again" limit="12"></vitrine-shelf>
      <vitrine-shelf model="recently-viewed" allow-repeats limit="12"></vitrine-shelf>`,
  };
}
