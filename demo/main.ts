import { createRecommender, provideRecommender } from 'vitrine';
import { showCartCount } from './shop/cart.ts';
import { consentBanner } from './shop/consent.ts';
import { h } from './shop/h.ts';
import { insidePanel } from './shop/inside.ts';
import { messageOf } from './shop/message-of.ts';
import type { Page } from './shop/pages/page.ts';
import { onNavigate, pageOf } from './shop/router.ts';
import { searchAsTyped } from './shop/search-box.ts';
import { recommenderOptions, writeConsent } from './shop/settings.ts';

const main = document.querySelector('main')!;
const recommender = createRecommender(recommenderOptions());
provideRecommender(recommender); // for Vitrine's elements
let page: Page | undefined;
let asked = 0;

async function render(): Promise<void> {
  const call = ++asked;
  try {
    const next = await pageOf(new URL(location.href), { recommender, go });
    if (call !== asked) return; // another page was opened meanwhile
    page = next;
    document.title = next.title;
    main.replaceChildren(...next.content);
    await refreshShelves();
  } catch (error) {
    showFailure(error);
  }
}

async function refreshShelves(): Promise<void> {
  await Promise.all((page?.shelves ?? []).map((shelf) => shelf.refresh()));
}

function go(path: string): void {
  history.pushState(null, '', path);
  window.scrollTo(0, 0);
  void render();
}

function showFailure(error: unknown): void {
  main.replaceChildren(
    h('h1', {}, 'The shop cannot open'),
    h('p', {}, `${messageOf(error)}. Run `, h('code', {}, 'npm start'), ' to prepare it.'),
  );
}

onNavigate((path) => {
  go(path);
  main.focus({ preventScroll: true }); // a screen reader continues here after a page change
});
window.addEventListener('popstate', () => void render());
searchAsTyped((path) => {
  if (location.pathname !== '/search') {
    go(path);
    return;
  }
  history.replaceState(null, '', path); // one entry in the browser's history for a search, not one for each letter
  void render();
});
main.addEventListener('click', (event) => {
  const id = (event.target as Element).closest<HTMLElement>('[data-id]')?.dataset['id'];
  if (id === undefined) return;
  void recommender.then((ready) => ready.track('select_item', { items: [{ item_id: id }] }));
});

document.addEventListener('vitrine-consent', ({ detail }) => {
  writeConsent(detail.consent);
});
showCartCount();
void render();
recommender.then(
  (ready) => {
    ready.on('change', () => void refreshShelves());
    const banner = consentBanner(ready);
    document.body.append(...(banner ? [banner] : []), insidePanel(ready));
  },
  (error: unknown) => {
    console.warn('The shop works without recommendations:', error); // each shelf shows the error too
  },
);
