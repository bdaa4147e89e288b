import { expect, test, type Page } from '@playwright/test';
import { makePage, type Made } from './made-page.ts';
import { idOf, KINDS, makeImageShop, serveShop, type ImageShop } from './image-shop.ts';
import { CDN, SHOP } from './page-server.ts';
import {
  browserOn,
  foundIn,
  profileFolder,
  randomText,
  timesIn,
  type ProfileFolder,
} from './profile-folder.ts';
import { useHosts } from './use-hosts.ts';

const hosts = useHosts();
const TIMES = 60;

/** Items that are in no pack, so that the store keeps their titles too. */
const madeUp = () =>
  Array.from({ length: TIMES }, () => ({ item_id: randomText(), item_name: randomText() }));
const textsOf = (items: readonly { item_id: string; item_name: string }[]) =>
  items.flatMap(({ item_id, item_name }) => [item_id, item_name]);

const shop = (made: Made = {}) =>
  makePage(hosts, 'at-rest', {
    attributes: 'data-pack="/pack/manifest.json" data-consent="granted"',
    ...made,
  });

const filesOf = (found: ReadonlyMap<string, ReadonlySet<string>>) =>
  [...new Set([...found.values()].flatMap((files) => [...files]))].join(', ');

/** Runs work on a page, in a browser on the profile folder, and closes the browser. */
async function visit<Result>(
  folder: ProfileFolder,
  address: string,
  work: (page: Page) => Promise<Result>,
): Promise<Result> {
  const { context, page } = await browserOn(folder);
  await page.goto(address);
  const result = await work(page);
  await context.close();
  return result;
}

const track = (items: readonly { item_id: string; item_name: string }[]) => (page: Page) =>
  page.evaluate(async (items) => {
    const recommender = await window.vitrine!;
    for (const item of items) await recommender.track('view_item', { items: [item] });
    const { kept, events } = await recommender.profile();
    return { kept, ids: events.flatMap(({ ids }) => ids) };
  }, items);

const profile = (page: Page) =>
  page.evaluate(async () => {
    const { kept, events } = await (await window.vitrine!).profile();
    return { kept, ids: events.flatMap(({ ids }) => ids) };
  });

/** Writes events in plain text to a database: the control. */
const writePlain = (items: readonly { item_id: string; item_name: string }[], name: string) => (page: Page) =>
  page.evaluate(
    ([items, name]) =>
      new Promise<void>((resolve, reject) => {
        const opening = indexedDB.open(name, 1);
        opening.onerror = () => {
          reject(opening.error!);
        };
        opening.onupgradeneeded = () => opening.result.createObjectStore('events', { autoIncrement: true });
        opening.onsuccess = () => {
          const transaction = opening.result.transaction('events', 'readwrite', { durability: 'strict' });
          for (const { item_id, item_name } of items)
            transaction
              .objectStore('events')
              .add({ name: 'view_item', ids: [item_id], at: Date.now(), texts: { [item_id]: item_name } });
          transaction.oncomplete = () => {
            opening.result.close();
            resolve();
          };
        };
      }),
    [items, name] as const,
  );

/** Has Chromium move its log into compressed tables, which it does when a database is deleted. */
const writeTables = (page: Page) =>
  page.evaluate(
    () =>
      new Promise<void>((resolve, reject) => {
        const opening = indexedDB.open('nothing');
        opening.onsuccess = () => {
          opening.result.close();
          const deleting = indexedDB.deleteDatabase('nothing');
          deleting.onsuccess = () => {
            setTimeout(resolve, 500);
          };
          deleting.onerror = () => {
            reject(deleting.error!);
          };
        };
      }),
  );

test('no file of the browser holds an id or a title of the history, though the same search finds an unencrypted store', async () => {
  await using folder = await profileFolder();
  const [sealed, plain] = [madeUp(), madeUp()];
  const first = await visit(folder, shop(), track(sealed));
  expect(first).toEqual({ kept: 'disk', ids: sealed.map(({ item_id }) => item_id) });
  expect([...(await foundIn(folder.path, textsOf(sealed))).keys()]).toEqual([]);
  expect(await visit(folder, shop(), profile)).toEqual(first); // so it is on the disk

  await visit(folder, `${SHOP}/early.html`, writePlain(plain, 'plain'));
  const inLog = await foundIn(folder.path, textsOf(plain));
  expect([...inLog.keys()].toSorted()).toEqual(textsOf(plain).toSorted());
  await visit(folder, `${SHOP}/early.html`, writeTables);
  const inTables = await foundIn(folder.path, textsOf(plain));
  expect([...inTables.keys()].toSorted()).toEqual(textsOf(plain).toSorted());
  expect(filesOf(inTables)).toContain('.ldb');
  expect([...(await foundIn(folder.path, textsOf(sealed))).keys()]).toEqual([]);
  console.info(`the plain store was found in ${filesOf(inLog)}, then in ${filesOf(inTables)}`);
});

test.describe('images', () => {
  let images: ImageShop;
  test.beforeAll(async () => {
    test.setTimeout(180_000);
    images = await makeImageShop();
  });

  /** Looks at personal shelves, without consent or with it, and erases the history. @returns What the browser's files hold. */
  async function leftBy(pack: keyof ImageShop['packs'], mode: string, consent: string) {
    await using folder = await profileFolder();
    serveShop(hosts, images, pack);
    const page = shop({
      attributes: `data-pack="/shop-pack/manifest.json" data-images="${mode}"${consent}`,
      body: '<vitrine-shelf></vitrine-shelf><vitrine-shelf model="recently-viewed"></vitrine-shelf>',
    });
    const shown = await visit(folder, page, async (page) => {
      await page.evaluate(
        async (ids) => {
          const recommender = await window.vitrine!;
          for (const item_id of ids) await recommender.track('view_item', { items: [{ item_id }] });
        },
        Array.from({ length: 12 }, (_, i) => idOf(5 + KINDS * i)),
      );
      const cards = page.locator('vitrine-shelf').first().locator('[part=card]');
      await expect(cards.nth(7)).toBeVisible();
      await page.waitForTimeout(2000); // for images that are still on their way
      const count = await cards.locator('canvas, img').count();
      await page.evaluate(async () => (await window.vitrine!).eraseProfile());
      return count;
    });
    const [own, thumbnails] = await Promise.all([
      timesIn(folder.path, `${CDN}/images/`),
      timesIn(folder.path, `${SHOP}/shop-pack/thumbnails-`),
    ]);
    return { shown, own: own > 0, thumbnails: thumbnails > 0 };
  }

  for (const [when, consent] of [
    ['before consent', ''],
    ['after erasing', ' data-consent="granted"'],
  ] as const)
    test(`${when}, the browser's files name no image of a shopper's shelves, though the same search finds those of the mode remote`, async () => {
      test.setTimeout(180_000);
      expect(await leftBy('pack', 'pack', consent)).toEqual({ shown: 8, own: false, thumbnails: true });
      expect(await leftBy('mixed', 'mixed', consent)).toEqual({ shown: 8, own: false, thumbnails: false });
      expect(await leftBy('pack', 'none', consent)).toEqual({ shown: 0, own: false, thumbnails: false });
      expect(await leftBy('remote', 'remote', consent)).toEqual({ shown: 8, own: true, thumbnails: false });
    });
});
