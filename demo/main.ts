import { openCart } from './shop/cart.ts';
import { loadCatalogue, type Catalogue } from './shop/catalogue.ts';
import { consentBanner, consentControl } from './shop/consent.ts';
import { insidePanel } from './shop/inside.ts';
import { pageAt } from './shop/pages.ts';
import { messagePage } from './shop/pages/message.ts';
import { searchPage } from './shop/pages/search.ts';
import { Router } from './shop/router.ts';
import { searchBox } from './shop/search-box.ts';
import type { Page, Shop } from './shop/shop.ts';
import { notice, startRecommender } from './shop/start.ts';
import { Timings } from './shop/timings.ts';

const main = document.querySelector('main')!;

function createShop(catalogue: Catalogue): Shop {
  const recommender = startRecommender();
  recommender.catch(async (error: unknown) => {
    main.before(await notice(error));
  });
  return {
    catalogue,
    recommender,
    cart: openCart(),
    timings: new Timings(),
    track(name, parameters) {
      const at = Date.now(); // when it happened, however long the start takes
      recommender
        .then((started) => started.track(name, { at, ...parameters }))
        .catch((error: unknown) => {
          console.warn(`Not noted: ${name}`, error);
        });
    },
  };
}

/** Notes each search once, when it is meant: on Enter, or when a result is opened. */
function searchNoter(shop: Shop) {
  let last = '';
  return (text: string) => {
    if (text === '' || text === last) return;
    last = text;
    shop.track('search', { search_term: text });
  };
}

function showCount(shop: Shop) {
  const count = document.querySelector('#cart-count')!;
  const show = () => {
    count.textContent = String(shop.cart.count());
  };
  shop.cart.onChange(show);
  show();
}

function open(shop: Shop) {
  const noteSearch = searchNoter(shop);
  const search = searchPage(shop, noteSearch);
  const consent = consentControl();
  const inside = insidePanel(shop, consent);
  let page: Page | undefined;

  const router = new Router((url, how) => {
    const text = url.searchParams.get('q')?.trim() ?? '';
    if (url.pathname === '/search') search.show(text);
    const next = url.pathname === '/search' ? search : pageAt(url.pathname, shop);
    document.title = next.title;
    if (next !== page) main.replaceChildren(next.node);
    page = next;
    if (url.pathname === '/search') box.set(text);
    else box.clear();
    if (how !== 'link') return;
    scrollTo(0, 0);
    main.focus({ preventScroll: true });
  });
  const box = searchBox(
    document.querySelector<HTMLFormElement>('form.search')!,
    (text) => {
      if (text !== '' || page === search) router.type(`/search?q=${encodeURIComponent(text)}`, page === search);
    },
    noteSearch,
  );
  router.start();

  showCount(shop);
  document.body.append(inside.node, consentBanner(consent));
  consent.onChange((choice) => {
    void shop.recommender.then(async (recommender) => {
      await recommender.setConsent(choice);
      inside.refresh();
    });
  });
  shop.recommender
    .then((recommender) =>
      recommender.on('change', () => {
        page?.refresh?.();
        inside.refresh();
      }),
    )
    .catch(() => undefined); // told already
}

try {
  open(createShop(await loadCatalogue()));
} catch (error) {
  console.warn(error);
  const page = messagePage('Nearly there', 'The demo’s products are not prepared yet. Run “npm start”, which does that.');
  main.replaceChildren(page.node);
}
