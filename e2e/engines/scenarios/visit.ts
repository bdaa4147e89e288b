import { expect } from '@playwright/test';
import { databases, events, eventually, kept, ready, view, views, type Page, type Shop } from '../shop.ts';
import type { Scenario } from './scenario.ts';

/** Follows the tab to another page of the shop, and waits for its recommender. */
async function next(
  shop: Shop,
  tab: Awaited<ReturnType<Shop['open']>>,
  name: string,
  attributes?: string,
): Promise<void> {
  await tab.goto(shop.page(name, attributes === undefined ? {} : { attributes }));
  await ready(tab);
}

/** As on pages whose browser has no shared workers: each page's own engine begins anew. */
const IN_TAB = 'data-pack="/pack/manifest.json" data-shared="off" data-persist="visit"';

/** The visit in the tab's own storage. */
export const KEPT_IN_TAB: readonly Scenario[] = [
  [
    'with data-persist="visit" a tab remembers its visit, encrypted, and no other tab does',
    async (shop) => {
      const tab = await shop.open(shop.page('first', { attributes: IN_TAB }));
      await view(tab, 'a');
      await eventually(() => inTab(tab)).toContain('vitrine visit');
      const text = await tab.run(() => JSON.stringify({ ...sessionStorage }));
      expect(text).not.toContain('view_item');
      await next(shop, tab, 'second', IN_TAB);
      await view(tab, 'b');
      await next(shop, tab, 'third', IN_TAB);
      expect([await events(tab), await kept(tab)]).toEqual([views('a', 'b'), 'memory']);
      const other = await shop.open(shop.page('other', { attributes: IN_TAB }));
      expect(await events(other)).toEqual([]);
    },
  ],
  [
    'what a tab keeps of its visit goes with an erasure in another tab, with a refusal, and with a grant',
    async (shop) => {
      const tab = await shop.open(shop.page('first', { attributes: IN_TAB }));
      const other = await shop.open(shop.page('other', { attributes: IN_TAB }));
      await view(tab, 'a');
      await eventually(() => inTab(tab)).toContain('vitrine visit');
      await tab.goto(shop.blank());
      await view(other, 'b');
      await eventually(() => inTab(other)).toContain('vitrine visit');
      await other.run(() => (window as unknown as Page).own.eraseProfile());
      expect([await inTab(other), await databases(other)]).toEqual(['', []]);
      await next(shop, tab, 'second', IN_TAB);
      expect(await events(tab)).toEqual([]);
      await view(tab, 'c');
      await eventually(() => inTab(tab)).toContain('vitrine visit');
      await tab.run(() => (window as unknown as Page).own.setConsent('denied'));
      await view(tab, 'd');
      await next(shop, tab, 'third', IN_TAB);
      expect([await events(tab), await databases(tab)]).toEqual([[], []]);
      await view(tab, 'e');
      await tab.run(() => (window as unknown as Page).own.setConsent('granted'));
      expect([await kept(tab), await inTab(tab)]).toEqual(['disk', '']);
    },
  ],
];

/** The names of what the tab's own storage holds. */
const inTab = (tab: Awaited<ReturnType<Shop['open']>>) =>
  tab.run(() => Object.keys(sessionStorage).join(' '));

/** In Firefox the worker lives on only if the page before stays in the back/forward cache, which is not certain. */
export const REMEMBERED: readonly Scenario[] = [
  [
    'without consent the visit is remembered over pages that load, and over one without Vitrine',
    async (shop) => {
      const tab = await shop.open(shop.page('first'));
      await view(tab, 'a');
      await next(shop, tab, 'second');
      await view(tab, 'b');
      await tab.goto(shop.blank());
      await tab.run(() => new Promise((resolve) => setTimeout(resolve, 2000)));
      await next(shop, tab, 'third');
      expect(await events(tab)).toEqual(views('a', 'b'));
      await tab.reload();
      await ready(tab);
      expect([await events(tab), await kept(tab), await databases(tab)]).toEqual([
        views('a', 'b'),
        'memory',
        [],
      ]);
    },
  ],
];

/** A visit without consent: all of it is in memory. */
export const VISIT: readonly Scenario[] = [
  [
    'what was erased on one page stays erased on the next, and in the other tab',
    async (shop) => {
      const tab = await shop.open(shop.page('first'));
      const other = await shop.open(shop.page('other'));
      await view(tab, 'a');
      await next(shop, tab, 'second');
      await tab.run(() => (window as unknown as Page).own.eraseProfile());
      await eventually(() => events(other)).toEqual([]);
      await next(shop, tab, 'third');
      expect(await events(tab)).toEqual([]);
    },
  ],
  [
    'a grant by setConsent is remembered on the next page, and a refusal there erases in both tabs',
    async (shop) => {
      const tab = await shop.open(shop.page('first'));
      const other = await shop.open(shop.page('other'));
      await view(tab, 'a');
      await tab.run(() => (window as unknown as Page).own.setConsent('granted'));
      await next(shop, tab, 'second');
      expect([await kept(tab), await events(tab)]).toEqual(['disk', views('a')]);
      await tab.run(() => (window as unknown as Page).own.setConsent('denied'));
      await eventually(() => kept(other)).toBe('memory');
      expect(await databases(other)).toEqual([]);
      await next(shop, tab, 'third');
      expect([await kept(tab), await tab.run(() => ({ ...localStorage }))]).toEqual(['memory', {}]);
    },
  ],
  [
    'a visit of one page ends with a reload, but not in Chromium',
    async (shop) => {
      const tab = await shop.open(shop.page('only'));
      await view(tab, 'a');
      await tab.reload();
      await ready(tab);
      expect(await events(tab)).toEqual(shop.browser === 'Chromium' ? views('a') : []);
    },
  ],
  [
    'a visit ends with its last tab; in Chromium it goes on for a while',
    async (shop) => {
      const tab = await shop.open(shop.page('first'));
      const blank = await shop.tab();
      await view(tab, 'a');
      await tab.close();
      await blank.goto(shop.page('later'));
      await ready(blank);
      expect(await events(blank)).toEqual(shop.browser === 'Chromium' ? views('a') : []);
    },
  ],
];
