import { expect } from '@playwright/test';
import type { Shelf } from '../../../src/index.ts';
import {
  bad,
  databases,
  events,
  eventually,
  GRANTED,
  ready,
  view,
  views,
  WITHOUT_SHARED_WORKER,
  type Page,
} from '../shop.ts';
import type { Scenario } from './scenario.ts';

const MODES = [
  ['one engine for all tabs', ''],
  ['an engine a tab, without SharedWorker', WITHOUT_SHARED_WORKER],
] as const;

/** Runs in a page: the length of the shelf that it asked for as it was left. */
async function answered(): Promise<number> {
  return (await (window as unknown as { asked: Promise<Shelf> }).asked).items.length;
}

/** Several tabs, and going back, with each kind of worker. */
export const TABS = MODES.flatMap(([mode, script]): Scenario[] => [
  [
    `tabs see each other's events, and an erasure in one erases in all: ${mode}`,
    async (shop) => {
      const address = shop.page('tabs', { script, attributes: GRANTED });
      const first = await shop.open(address);
      const second = await shop.open(address);
      await view(first, 'a', 'b');
      await eventually(() => events(second)).toEqual(views('a', 'b'));
      await view(second, 'c');
      await eventually(() => events(first)).toEqual(views('a', 'b', 'c'));
      await second.run(() => (window as unknown as Page).own.eraseProfile());
      await eventually(() => events(first)).toEqual([]);
      expect(await databases(first)).toEqual([]);
      await view(first, 'd');
      await eventually(() => events(second)).toEqual(views('d'));
      expect([await bad(first), await bad(second)]).toEqual([[], []]);
    },
  ],
  [
    `going back, the shopper is on a page that goes on, from the back/forward cache if the browser keeps it: ${mode}`,
    async (shop) => {
      const tab = await shop.open(shop.page('first', { script, attributes: GRANTED }));
      await view(tab, 'first');
      await tab.run(() => {
        window.addEventListener('pageshow', ({ persisted }) => Object.assign(window, { persisted }));
        // A call made as the page leaves is answered after its return.
        window.addEventListener('pagehide', () => {
          const asked = (window as unknown as Page).own.recommend({ model: 'trending-items' });
          Object.assign(window, { asked });
        });
      });
      await tab.goto(shop.page('second', { script, attributes: GRANTED }));
      await ready(tab);
      await view(tab, 'second');
      await tab.back();
      await eventually(() => tab.run(() => document.readyState === 'complete' && location.pathname)).toBe(
        '/first.html',
      );
      const persisted = () => tab.run(() => (window as { persisted?: boolean }).persisted ?? false);
      // Firefox may keep the page of a shared engine, or load it again.
      if (shop.browser === 'Firefox' && script !== WITHOUT_SHARED_WORKER) await ready(tab);
      else await eventually(persisted).toBe(true);
      if (await persisted()) expect(await tab.run(answered)).toBe(8);
      await view(tab, 'back');
      await eventually(() => events(tab)).toEqual(views('first', 'second', 'back'));
    },
  ],
]);
