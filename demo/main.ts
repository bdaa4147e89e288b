import { createRecommender } from '../src/index.ts';
import { showCartCount } from './shop/cart.ts';
import { consentBanner } from './shop/consent.ts';
import { h } from './shop/h.ts';
import { insidePanel } from './shop/inside.ts';
import type { Page } from './shop/pages/page.ts';
import { onNavigate, pageOf } from './shop/router.ts';
import { recommenderOptions } from './shop/settings.ts';

const main = document.querySelector('main')!;
const searchBox = document.querySelector<HTMLInputElement>('#search')!;
const TYPING = 150; // ms without a key before a search starts

async function start(): Promise<void> {
  showCartCount();
  const recommender = await createRecommender(recommenderOptions());
  let page: Page | undefined;
  let showing = 0;

  const render = async () => {
    const call = ++showing;
    const next = await pageOf(new URL(location.href), { recommender, go });
    if (call !== showing) return; // another page was asked for meanwhile
    page = next;
    document.title = next.title;
    main.replaceChildren(...next.content);
    await refresh();
  };
  const refresh = async () => {
    await Promise.all((page?.shelves ?? []).map((shelf) => shelf.refresh()));
  };
  function go(path: string): void {
    history.pushState(null, '', path);
    window.scrollTo(0, 0);
    void render();
  }

  onNavigate((path) => {
    go(path);
    main.focus({ preventScroll: true });
  });
  window.addEventListener('popstate', () => void render());
  recommender.on('change', () => void refresh());
  searchAsTyped((text) => {
    const path = `/search?q=${encodeURIComponent(text)}`;
    // One entry in the browser's history a search, not one a letter.
    if (location.pathname === '/search') {
      history.replaceState(null, '', path);
      void render();
    } else go(path);
  });
  main.addEventListener('click', (event) => {
    const id = (event.target as Element).closest<HTMLElement>('[data-id]')?.dataset['id'];
    if (id !== undefined) void recommender.track('select_item', { items: [{ item_id: id }] });
  });
  document.body.append(
    ...[consentBanner(recommender), insidePanel(recommender)].filter((part) => part !== undefined),
  );
  await render();
}

function searchAsTyped(search: (text: string) => void): void {
  let timer: ReturnType<typeof setTimeout> | undefined;
  searchBox.value = new URL(location.href).searchParams.get('q') ?? '';
  searchBox.addEventListener('input', () => {
    clearTimeout(timer);
    timer = setTimeout(() => {
      search(searchBox.value);
    }, TYPING);
  });
  searchBox.form!.addEventListener('submit', (event) => {
    event.preventDefault();
    clearTimeout(timer);
    search(searchBox.value);
  });
}

start().catch((error: unknown) => {
  const message = error instanceof Error ? error.message : String(error);
  main.replaceChildren(
    h('h1', {}, 'The shop cannot open'),
    h('p', {}, `${message}. If the pack is missing, run `, h('code', {}, 'npm start'), '.'),
  );
});
