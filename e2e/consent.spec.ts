import { expect, test, type Page } from '@playwright/test';
import { makePage, PUSHES, type Made } from './made-page.ts';
import { observe, STRICT } from './page-server.ts';
import { CLEAN, useHosts } from './use-hosts.ts';
import { region } from './shop.ts';

const CHAIR = 'FUR-CH-10000454';

const hosts = useHosts(STRICT);

const make = (name: string, page: Made) =>
  makePage(hosts, name, { body: '<vitrine-shelf heading="For you"></vitrine-shelf>', ...page });
const kept = (page: Page) => page.evaluate(async () => (await (await window.vitrine!).profile()).kept);
const views = (page: Page) =>
  page.evaluate(async () => {
    const { events } = await (await window.vitrine!).profile();
    return events.filter(({ name }) => name === 'view_item').length;
  });
const databases = (page: Page) =>
  page.evaluate(async () => (await indexedDB.databases()).map(({ name }) => name));
/** Everything that a page can leave on the device, except the browser's own cache of files. */
const leftBehind = async (page: Page) => ({
  cookies: await page.context().cookies(),
  ...(await page.evaluate(async () => {
    const files: string[] = [];
    for await (const name of (await navigator.storage.getDirectory()).keys()) files.push(name);
    return {
      files,
      databases: await indexedDB.databases(),
      caches: await caches.keys(),
      local: { ...localStorage },
      session: { ...sessionStorage },
    };
  })),
});
const NOTHING = { cookies: [], files: [], databases: [], caches: [], local: {}, session: {} };
const view = (page: Page) =>
  page.evaluate(
    async (item_id) => (await window.vitrine!).track('view_item', { items: [{ item_id }] }),
    CHAIR,
  );
const call = (page: Page, name: string, ...given: unknown[]) =>
  page.evaluate(
    ([name, given]) => (window as unknown as Record<string, (...given: unknown[]) => void>)[name]!(...given),
    [name, given] as const,
  );
/** Checks that the shelf is full, which needs a history. */
const isPersonal = (page: Page) => expect(region(page, 'For you').getByRole('listitem')).toHaveCount(8);
/** Waits until a consent signal would have taken effect. */
const pause = (page: Page) => page.waitForTimeout(1500);

const storage = (value: string) => ({ functionality_storage: value, personalization_storage: value });
const MODE = `${PUSHES} gtag('consent', 'default', ${JSON.stringify(storage('denied'))}); window.gtag = gtag;`;

test('Google Consent Mode: history is in memory until it is granted, then on the disk, and in memory again after it is withdrawn', async ({
  page,
}) => {
  const seen = await observe(page);
  const address = make('mode', { script: MODE });
  await page.goto(address);
  await view(page);
  await pause(page);
  expect([await kept(page), await databases(page)]).toEqual(['memory', []]);
  await isPersonal(page);

  await call(page, 'gtag', 'consent', 'update', storage('granted'));
  await expect.poll(() => kept(page)).toBe('disk');

  // The next page denies by default until its platform has read the shopper's answer. That must erase nothing.
  await page.goto(address);
  await pause(page);
  expect(await databases(page)).toHaveLength(1);
  await call(page, 'gtag', 'consent', 'update', storage('granted'));
  await expect.poll(() => views(page)).toBe(1);

  await call(page, 'gtag', 'consent', 'update', storage('denied'));
  await expect.poll(() => databases(page)).toEqual([]);
  expect(await kept(page)).toBe('memory');
  await isPersonal(page);
  expect(seen).toEqual(CLEAN);
});

// The stub that a consent platform leaves on a page, with the one command that is used.
const TCF = `
  const listeners = new Map();
  let data = { gdprApplies: true, eventStatus: 'cmpuishown', purpose: { consents: {} } };
  window.__tcfapi = (command, version, callback, parameter) => {
    if (command === 'removeEventListener') return callback(listeners.delete(parameter));
    const listenerId = listeners.size + 1;
    listeners.set(listenerId, callback);
    callback({ ...data, listenerId }, true);
  };
  window.answer = (consents) => {
    data = { ...data, eventStatus: 'useractioncomplete', purpose: { consents } };
    for (const [listenerId, callback] of listeners) callback({ ...data, listenerId }, true);
  };
  window.listening = () => listeners.size;
`;

test('IAB TCF: the first answer counts, and so does a later one', async ({ page }) => {
  await page.goto(make('tcf', { script: TCF }));
  await view(page);
  await expect
    .poll(() => page.evaluate(() => (window as unknown as { listening(): number }).listening()))
    .toBe(1);
  expect(await kept(page)).toBe('memory');
  await call(page, 'answer', { 1: true, 5: true, 6: true });
  await expect.poll(() => kept(page)).toBe('disk');
  await call(page, 'answer', { 1: true, 5: false, 6: true });
  await expect.poll(() => databases(page)).toEqual([]);
  await isPersonal(page);
});

test('if two platforms disagree, the refusal counts', async ({ page }) => {
  await page.goto(make('two', { script: MODE + TCF }));
  await view(page);
  await call(page, 'answer', {});
  await call(page, 'gtag', 'consent', 'update', storage('granted'));
  await pause(page);
  expect([await kept(page), await databases(page)]).toEqual(['memory', []]);
});

test('Global Privacy Control overrides every grant', async ({ page }) => {
  await page.addInitScript(() => {
    Object.defineProperty(navigator, 'globalPrivacyControl', { value: true });
  });
  await page.goto(make('gpc', { script: MODE }));
  await view(page);
  await call(page, 'gtag', 'consent', 'update', storage('granted'));
  await page.evaluate(async () => (await window.vitrine!).setConsent('granted'));
  await pause(page);
  expect([await kept(page), await databases(page)]).toEqual(['memory', []]);
  await isPersonal(page);
});

test('the shop’s own setting overrides its consent platform, before and after the start', async ({
  page,
}) => {
  await page.goto(make('explicit', { script: MODE }));
  await view(page);
  await page.evaluate(async () => (await window.vitrine!).setConsent('denied'));
  await call(page, 'gtag', 'consent', 'update', storage('granted'));
  await pause(page);
  expect(await kept(page)).toBe('memory');

  const attributes = 'data-pack="/pack/manifest.json" data-consent="granted"';
  await page.goto(
    make('attribute', {
      script: `${MODE} gtag('consent', 'update', ${JSON.stringify(storage('denied'))});`,
      attributes,
    }),
  );
  await view(page);
  await pause(page);
  expect(await kept(page)).toBe('disk');
});

test('a shopper’s refusal is not overruled by the platform on the next page', async ({ page }) => {
  const script = `${MODE} gtag('consent', 'update', ${JSON.stringify(storage('granted'))});`;
  const address = make('switch', { script, body: '<vitrine-privacy></vitrine-privacy>' });
  await page.goto(address);
  const remember = page.getByRole('switch', { name: 'Remember my history on this device' });
  await expect(remember).toBeChecked();
  await remember.uncheck();
  await expect.poll(() => kept(page)).toBe('memory');
  await page.goto(address);
  await page.evaluate(async () => void (await window.vitrine));
  await pause(page);
  expect([await kept(page), await databases(page)]).toEqual(['memory', []]);
});

test('without consent a whole visit leaves nothing on the device', async ({ page }) => {
  await page.goto(make('visit', {}));
  await view(page);
  await page.evaluate(async (item_id) => {
    const recommender = await window.vitrine!;
    const items = [{ item_id }, { item_id: 'not-in-the-pack', item_name: 'A chair of our own' }];
    await recommender.track('search', { search_term: 'a chair' });
    await recommender.track('add_to_cart', { items });
    await recommender.track('purchase', { items });
    await recommender.importProfile(await recommender.exportProfile());
    await recommender.recommend({ model: 'recommended-for-you' });
  }, CHAIR);
  await isPersonal(page);
  await pause(page);
  expect(await leftBehind(page)).toEqual(NOTHING);
  await page.evaluate(async () => (await window.vitrine!).setConsent('granted'));
  const { databases: kept, files, ...others } = await leftBehind(page); // the same check does find what is kept
  const local = { 'vitrine consent': 'shop' };
  expect([kept.length, files.length, { ...others, databases: [], files: [] }]).toEqual([
    1,
    1,
    { ...NOTHING, local },
  ]);
});

test('consent withdrawn in one tab is withdrawn in all tabs, at once and for later pages', async ({
  page,
  context,
}) => {
  const other = await context.newPage();
  const address = make('tabs', { attributes: 'data-pack="/pack/manifest.json" data-consent="granted"' });
  await Promise.all([page.goto(address), other.goto(address)]);
  await Promise.all([view(page), view(other)]);
  expect([await kept(page), await kept(other)]).toEqual(['disk', 'disk']);
  await page.evaluate(async () => (await window.vitrine!).setConsent('denied'));
  await expect.poll(() => kept(other), { timeout: 1000 }).toBe('memory');
  await view(other);
  expect([await leftBehind(page), await leftBehind(other)]).toEqual([NOTHING, NOTHING]);
});

test('a history erased in one tab is gone in all tabs', async ({ page, context }) => {
  const other = await context.newPage();
  const address = make('erase', { attributes: 'data-pack="/pack/manifest.json" data-consent="granted"' });
  await Promise.all([page.goto(address), other.goto(address)]);
  await Promise.all([view(page), view(other)]);
  await page.evaluate(async () => (await window.vitrine!).eraseProfile());
  await expect.poll(() => views(other), { timeout: 1000 }).toBe(0);
  expect(await views(page)).toBe(0);
  await pause(page);
  expect([await leftBehind(page), await leftBehind(other)]).toEqual([NOTHING, NOTHING]);
});
