import { expect } from '@playwright/test';
import { bad, databases, events, eventually, GRANTED, kept, ready, view, views, type Page } from '../shop.ts';
import type { Scenario } from './scenario.ts';

const NO_ANSWER = 'data-pack="/pack/manifest.json"';

/** What becomes of a shopper's history. */
export const HISTORY: readonly Scenario[] = [
  [
    'with consent the history is on the disk, and a reload keeps it',
    async (shop) => {
      const tab = await shop.open(shop.page('granted', { attributes: GRANTED }));
      await view(tab, 'a', 'b', 'c');
      expect([await kept(tab), await databases(tab)]).toEqual(['disk', ['vitrine /pack/manifest.json']]);
      await tab.reload();
      await ready(tab);
      expect(await events(tab)).toEqual(views('a', 'b', 'c'));
      expect(await bad(tab)).toEqual([]);
    },
  ],
  [
    'half of the key is kept so that no script can read it, if the browser keeps keys of a shared worker',
    async (shop) => {
      const tab = await shop.open(shop.page('key', { attributes: GRANTED }));
      await view(tab, 'a');
      const kind = await tab.run(
        () =>
          new Promise<string>((resolve, reject) => {
            const opening = indexedDB.open('vitrine /pack/manifest.json');
            opening.onerror = reject;
            opening.onsuccess = () => {
              const asked = opening.result.transaction('meta').objectStore('meta').get('key');
              asked.onerror = reject;
              asked.onsuccess = () => {
                const { key } = asked.result as { key: CryptoKey | ArrayBuffer };
                resolve(key instanceof CryptoKey ? `CryptoKey ${key.extractable}` : key.constructor.name);
              };
            };
          }),
      );
      expect(kind).toBe(shop.browser === 'WebKit' ? 'ArrayBuffer' : 'CryptoKey false');
    },
  ],
  [
    'without an answer nothing is written, a grant writes, and a refusal erases at once',
    async (shop) => {
      const tab = await shop.open(shop.page('asked', { attributes: NO_ANSWER }));
      await view(tab, 'a');
      expect([await kept(tab), await databases(tab)]).toEqual(['memory', []]);
      await tab.run(() => (window as unknown as Page).own.setConsent('granted'));
      expect([await kept(tab), (await databases(tab)).length]).toEqual(['disk', 1]);
      await tab.run(() => (window as unknown as Page).own.setConsent('denied'));
      await eventually(() => databases(tab)).toEqual([]);
      expect([await kept(tab), await events(tab)]).toEqual(['memory', views('a')]);
    },
  ],
  [
    "the shopper's refusal by the switch is remembered on the next page, though the shop grants",
    async (shop) => {
      const tab = await shop.open(
        shop.page('switch', { attributes: GRANTED, body: '<vitrine-privacy></vitrine-privacy>' }),
      );
      await view(tab, 'a');
      const remembers = (click: boolean) =>
        tab.run((click) => {
          const choice = document
            .querySelector('vitrine-privacy')
            ?.shadowRoot?.querySelector<HTMLInputElement>('[role=switch][aria-describedby=kept]');
          if (click) choice?.click();
          return choice?.checked;
        }, click);
      await eventually(() => remembers(false)).toBe(true); // before, it has not read the history
      expect(await remembers(true)).toBe(false);
      await eventually(() => kept(tab)).toBe('memory');
      await tab.reload();
      await ready(tab);
      await view(tab, 'b');
      expect([await kept(tab), await databases(tab)]).toEqual(['memory', []]);
      expect(await tab.run(() => ({ ...localStorage }))).toEqual({ 'vitrine consent': 'denied' });
    },
  ],
  [
    'a history that the browser has deleted between two visits starts anew without an error',
    async (shop) => {
      const address = shop.page('visit', { attributes: GRANTED });
      const before = await shop.open(address);
      await view(before, 'old');
      // The page is closed, not left: a browser that keeps it may let its engine sleep, which then holds up the deletion.
      const tab = await shop.tab();
      await tab.goto(shop.blank());
      await before.close();
      await tab.run(deleteStorage);
      await tab.goto(address);
      await ready(tab);
      // A browser that keeps the shared engine from page to page still has the visit in memory.
      await view(tab, 'new');
      expect((await events(tab)).at(-1)).toBe('view_item new');
      expect((await events(tab)).length).toBeLessThanOrEqual(2);
      await tab.reload();
      await ready(tab);
      expect((await events(tab)).at(-1)).toBe('view_item new');
      expect([await kept(tab), await bad(tab)]).toEqual(['disk', []]);
    },
  ],
];

async function deleteStorage(): Promise<void> {
  localStorage.clear();
  for (const { name } of await indexedDB.databases())
    await new Promise<void>((resolve, reject) => {
      const request = indexedDB.deleteDatabase(name!);
      request.onsuccess = () => {
        resolve();
      };
      request.onerror = () => {
        reject(new Error('the history was not deleted'));
      };
    });
}
