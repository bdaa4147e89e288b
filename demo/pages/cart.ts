import { html } from '../server/html.ts';
import type { PageParts, PageRequest } from './request.ts';

/** The cart and the wish list are in the shopper's browser, so the page's script fills them in. */
export function cartPage(): PageParts {
  return {
    title: 'Cart',
    script: 'cart-page.ts',
    main: html` <h1>Your cart</h1>
      <section id="cart" class="cart waiting" aria-label="Cart">
        <noscript>The cart needs JavaScript.</noscript>
      </section>
      <section aria-labelledby="wishes-title">
        <h2 id="wishes-title">Wish list</h2>
        <div id="wishes" class="cart"></div>
      </section>
      <vitrine-shelf
        model="bought-together"
        heading="Goes with it"
        limit="12"
        actions="cart,wishlist"
      ></vitrine-shelf>
      <vitrine-shelf model="recently-viewed" allow-repeats></vitrine-shelf>`,
  };
}

export function thanksPage({ shop }: PageRequest): PageParts {
  return {
    title: 'Thank you',
    main: html` <div>
        <h1>Thank you</h1>
        <p>
          This is a demo: nothing was ordered. ${shop.name} says hello all the same.
          <a href="/">Go on looking</a>.
        </p>
      </div>
      <vitrine-shelf
        model="bought-together"
        heading="Goes with what you bought"
        limit="12"
        actions="cart,wishlist"
      ></vitrine-shelf>
      <vitrine-shelf model="next-in-session" limit="12"></vitrine-shelf>`,
  };
}
