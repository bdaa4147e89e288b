import { createElement, type ReactNode } from 'react';
import { createRoot, hydrateRoot } from 'react-dom/client';
import { renderToString } from 'react-dom/server';
import { expect, it, vi } from 'vitest';
import { createApp, createSSRApp, h, nextTick } from 'vue';
import { renderToString as renderVue } from 'vue/server-renderer';
import { provideRecommender, type Recommender } from '../index.ts';
import * as forVue from '../vue/index.ts';
import { fire } from '../widgets/events.ts';
import { Privacy, Search, Shelf } from './index.ts';

const ITEM = { objectID: 'a', title: 'A', price: 2, currency: 'EUR', _score: 1, reasons: [] };
const OTHER = { ...ITEM, objectID: 'b' };
const tracked: string[] = [];
const recommender = {
  recommend: () =>
    Promise.resolve({ queryID: 'q', images: 'none', personal: false, items: [ITEM, OTHER], ms: 0 }),
  track: (name: string) => {
    tracked.push(name);
    return Promise.resolve();
  },
  images: () => Promise.resolve({ mode: 'none', images: new Map() }),
  profile: () =>
    Promise.resolve({
      events: [],
      titles: new Map(),
      interests: [],
      kept: 'memory',
      items: 2,
      images: 0,
      dim: 1,
    }),
  on: () => () => undefined,
};
provideRecommender(recommender as unknown as Recommender);

/** Presses the button of a part in a host's shelf, once it is there. */
async function press(host: HTMLElement, part: string): Promise<void> {
  const button = () =>
    host.querySelector('vitrine-shelf')?.shadowRoot?.querySelector<HTMLElement>(`[part=${part}]`);
  await vi.waitFor(
    () => {
      expect(button()).toBeTruthy();
    },
    { timeout: 10_000 },
  );
  button()!.click();
}

const attributesOf = (host: HTMLElement) =>
  [...host.querySelectorAll('*')].map((element) => [
    element.localName,
    ...element
      .getAttributeNames()
      .map((name) => `${name}=${element.getAttribute(name)}`)
      .sort(),
  ]);

const EXPECTED = [
  [
    'vitrine-shelf',
    'actions=cart,wishlist',
    'allow-repeats=',
    'badges=low-stock,labels',
    'facet-name=category',
    'facet-value=Shoes',
    'fallback=none',
    'filters={"brand":"X"}',
    'layout=bundle',
    'limit=4',
    'model=bought-together',
    'object-ids=a,b',
  ],
  ['p'],
  ['vitrine-search', 'action=/find', 'limit=3', 'name=s', 'placeholder=Find'],
  ['vitrine-privacy'],
];

it('gives React components for all elements, with every attribute, equal on a server and hydrated without an error', async () => {
  const heard: unknown[] = [];
  const page = (): ReactNode => [
    createElement(
      Shelf,
      {
        key: 1,
        model: 'bought-together',
        limit: 4,
        objectIDs: ['a', 'b'],
        filters: { brand: 'X' },
        facetName: 'category',
        facetValue: 'Shoes',
        fallback: [],
        actions: ['cart', 'wishlist'],
        badges: ['low-stock', 'labels'],
        layout: 'bundle',
        allowRepeats: true,
        onCart: ({ item }) => heard.push(['cart', item.objectID]),
        onWishlist: ({ item }, event) => {
          event.preventDefault();
          heard.push(['wishlist', item.objectID]);
        },
        onBundle: ({ items, total }) => heard.push(['bundle', items.length, total]),
      },
      createElement('p', {}, 'All'),
    ),
    createElement(Search, { key: 2, limit: 3, placeholder: 'Find', action: '/find', name: 's' }),
    createElement(Privacy, { key: 3 }),
  ];
  const host = document.body.appendChild(document.createElement('div'));
  host.innerHTML = renderToString(page());
  expect(attributesOf(host)).toEqual(EXPECTED);
  const faults: unknown[] = [];
  const root = hydrateRoot(host, page(), { onRecoverableError: (error) => faults.push(error) });
  for (const part of ['add-to-cart', 'add-to-wishlist', 'add-bundle']) await press(host, part);
  expect(heard).toEqual([
    ['cart', 'a'],
    ['wishlist', 'a'],
    ['bundle', 2, 4],
  ]);
  expect(tracked).toEqual(['add_to_cart', 'add_to_cart']); // not what the page has taken itself
  expect(faults).toEqual([]);
  root.unmount();
  host.remove();
});

it('gives Vue components for all elements, with every attribute, equal on a server and hydrated without a warning', async () => {
  const heard: unknown[] = [];
  const page = {
    render: () => [
      h(
        forVue.Shelf,
        {
          model: 'bought-together',
          limit: 4,
          objectIDs: ['a', 'b'],
          filters: { brand: 'X' },
          facetName: 'category',
          facetValue: 'Shoes',
          fallback: [],
          actions: ['cart', 'wishlist'],
          badges: ['low-stock', 'labels'],
          layout: 'bundle',
          allowRepeats: true,
          onCart: ({ item }) => heard.push(['cart', item.objectID]),
          onBundle: ({ items, total }) => heard.push(['bundle', items.length, total]),
        },
        { default: () => h('p', 'All') },
      ),
      h(forVue.Search, { limit: 3, placeholder: 'Find', action: '/find', name: 's' }),
      h(forVue.Privacy),
    ],
  };
  const host = document.body.appendChild(document.createElement('div'));
  host.innerHTML = await renderVue(createSSRApp(page));
  expect(attributesOf(host)).toEqual(EXPECTED);
  const warned = vi.spyOn(console, 'warn').mockImplementation(() => undefined);
  const app = createSSRApp(page);
  app.mount(host);
  for (const part of ['add-to-cart', 'add-bundle']) await press(host, part);
  expect(heard).toEqual([
    ['cart', 'a'],
    ['bundle', 2, 4],
  ]);
  expect(warned.mock.calls).toEqual([]);
  app.unmount();
  host.remove();
  const fresh = createApp(page);
  fresh.mount(document.createElement('div'));
  await nextTick();
  fresh.unmount();
});

it('names the platform whose cart a shelf fills, and tells what was put there', async () => {
  const heard: unknown[] = [];
  const added = async (host: HTMLElement) => {
    await vi.waitFor(() => {
      const shelf = host.querySelector('vitrine-shelf')!;
      expect(shelf.getAttribute('cart')).toBe('shopify');
      expect(shelf.getAttribute('badges')).toBe('none');
      fire(shelf, 'vitrine-added', { items: [], answer: 7 });
      expect(heard.pop()).toBe(7);
    });
  };
  const host = document.body.appendChild(document.createElement('div'));
  const root = createRoot(host);
  root.render(
    createElement(Shelf, {
      model: 'trending-items',
      cart: 'shopify',
      badges: [],
      actions: ['cart'],
      fallback: ['recently-viewed'],
      filters: { brand: 'X' },
      onAdded: ({ answer }) => heard.push(answer),
    }),
  );
  await added(host);
  // A shelf that is made in the browser gets the same as one that comes from a server.
  expect(attributesOf(host)).toEqual([
    [
      'vitrine-shelf',
      'actions=cart',
      'badges=none',
      'cart=shopify',
      'fallback=recently-viewed',
      'filters={"brand":"X"}',
      'model=trending-items',
    ],
  ]);
  root.unmount();
  const app = createApp({
    render: () =>
      h(forVue.Shelf, {
        model: 'trending-items',
        cart: 'shopify',
        badges: [],
        onAdded: ({ answer }) => heard.push(answer),
      }),
  });
  app.mount(host);
  await added(host);
  app.unmount();
  host.remove();
});
