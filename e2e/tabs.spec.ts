import { readFileSync } from 'node:fs';
import { expect, test, type Browser, type BrowserContext, type Page } from '@playwright/test';
import type { Shelf } from '../src/index.ts';
import { ALONE } from './alone.ts';
import { makePage } from './made-page.ts';
import { STRICT } from './page-server.ts';
import { idsOf, numbered, openTab, openTabs, ready, trackMany, type Own } from './tabs.ts';
import { useHosts } from './use-hosts.ts';

const TABS = 5;
const EVENTS = 40;
const GRANTED = 'data-pack="/pack/manifest.json" data-consent="granted"';

const hosts = useHosts(STRICT);
const makeShop = (name = 'shop-tab', attributes = GRANTED) => makePage(hosts, name, { attributes });

const MODES = [
  ['one engine for all tabs', true],
  ['an engine a tab, without SharedWorker', false],
] as const;

async function withoutSharedWorker(context: BrowserContext): Promise<void> {
  await context.addInitScript(() => Reflect.deleteProperty(window, 'SharedWorker'));
}

/** How many engines a shopper has: shared workers and pages' own workers. */
async function engines(browser: Browser, context: BrowserContext): Promise<[number, number]> {
  const own = context.pages().flatMap((page) => page.workers());
  return [(await sharedWorkers(browser)).length, own.length];
}

/** The ids of their events. */
async function sharedWorkers(browser: Browser): Promise<string[]> {
  const cdp = await browser.newBrowserCDPSession();
  const { targetInfos } = await cdp.send('Target.getTargets');
  await cdp.detach();
  return targetInfos.filter(({ type }) => type === 'shared_worker').map(({ targetId }) => targetId);
}

const databases = (page: Page) =>
  page.evaluate(async () => (await indexedDB.databases()).map(({ name }) => name));
const kept = (page: Page) => page.evaluate(async () => (await (window as unknown as Own).own.profile()).kept);

/** Checks that all tabs have the same events in the same order: every written event, and each tab's events in its order. */
async function expectSameHistory(
  pages: readonly Page[],
  written: Readonly<Record<string, number>>,
): Promise<void> {
  const total = Object.values(written).reduce((sum, count) => sum + count, 0);
  for (const page of pages) await expect.poll(async () => (await idsOf(page)).length).toBe(total);
  const histories = await Promise.all(pages.map(idsOf));
  for (const history of histories) expect(history).toEqual(histories[0]);
  for (const [name, count] of Object.entries(written))
    expect(histories[0]!.filter((id) => id.startsWith(`${name}-`))).toEqual(numbered(name, count));
}

/** The milliseconds after which other tabs have seen an event of one tab, in 20 rounds, the shortest first. */
async function answersOf(pages: readonly Page[], attempt: number): Promise<number[]> {
  const took: number[] = [];
  for (let round = 0; round < 20; round++) {
    const from = pages[round % TABS]!;
    const others = pages.filter((page) => page !== from);
    const id = `seen-${attempt}-${round}`;
    const arrivals = others.map((page) => page.evaluate(seen, id));
    await Promise.all(others.map((page) => page.evaluate(() => undefined))); // by now they listen
    const sent = await from.evaluate(async (item_id) => {
      const now = Date.now();
      await (window as unknown as Own).own.track('view_item', { items: [{ item_id }] });
      return now;
    }, id);
    took.push(...(await Promise.all(arrivals)).map((at) => at - sent));
  }
  return took.sort((a, b) => a - b);
}

for (const [mode, shared] of MODES) {
  test.describe(mode, () => {
    test.beforeEach(({ context }) => (shared ? undefined : withoutSharedWorker(context)));

    test('five tabs that write at once lose nothing, keep their order, and have the same history', async ({
      context,
      browser,
    }) => {
      const address = makeShop();
      const pages = await openTabs(context, address, TABS);
      expect(await engines(browser, context)).toEqual(shared ? [1, 0] : [0, TABS]);
      const began = Date.now();
      await Promise.all(pages.map((page, tab) => trackMany(page, `tab${tab}`, EVENTS)));
      console.info(`${mode}: ${TABS * EVENTS} events kept in ${Date.now() - began} ms`);
      const written = Object.fromEntries(pages.map((_, tab) => [`tab${tab}`, EVENTS]));
      await expectSameHistory(pages, written);

      const fresh = await openTab(context, address);
      await Promise.all(pages.map((page) => page.close()));
      await expectSameHistory([fresh], written);
      await fresh.reload();
      await ready(fresh);
      await expectSameHistory([fresh], written);
    });

    test('each tab sees another tab’s event within 200 ms', ALONE, async ({ context }) => {
      const pages = await openTabs(context, makeShop(), TABS);
      // Whatever else the machine does may hold up one of 80 answers, but not in each of three tries.
      let worst = Infinity;
      for (let attempt = 0; attempt < 3 && worst >= 200; attempt++) {
        const took = await answersOf(pages, attempt);
        const median = took[took.length >> 1]!;
        worst = took.at(-1)!;
        console.info(
          `${mode}: another tab's event after ${median} ms (median), ${worst} ms (worst of ${took.length})`,
        );
        expect(median).toBeLessThan(100);
      }
      expect(worst).toBeLessThan(200);
    });

    test('a history erased in one tab is gone in all tabs at once', async ({ context }) => {
      const pages = await openTabs(context, makeShop(), 3);
      await trackMany(pages[0]!, 'old', 5);
      await expectSameHistory(pages, { old: 5 });
      await pages[1]!.evaluate(() => (window as unknown as Own).own.eraseProfile());
      for (const page of pages) expect(await idsOf(page)).toEqual([]);
      expect(await databases(pages[0]!)).toEqual([]);
      await trackMany(pages[2]!, 'new', 3);
      await expectSameHistory(pages, { new: 3 });
    });

    test('consent denied in one tab is denied in all tabs, even while they write', async ({ context }) => {
      const pages = await openTabs(context, makeShop(), TABS);
      const writes = pages.slice(1).map((page, tab) => trackMany(page, `tab${tab}`, EVENTS));
      await pages[0]!.evaluate(() => (window as unknown as Own).own.setConsent('denied'));
      await Promise.all(writes);
      for (const page of pages) await expect.poll(() => kept(page), { timeout: 2000 }).toBe('memory');
      await expect.poll(() => databases(pages[0]!)).toEqual([]);
      await trackMany(pages[2]!, 'later', 3);
      expect(await databases(pages[0]!)).toEqual([]);

      await pages[3]!.evaluate(() => (window as unknown as Own).own.setConsent('granted'));
      for (const page of pages) await expect.poll(() => kept(page)).toBe('disk');
      // An event that several tabs remembered is there once.
      const all = [0, 1, 2, 3].flatMap((tab) => numbered(`tab${tab}`, EVENTS)).concat(numbered('later', 3));
      for (const page of pages) await expect.poll(async () => (await idsOf(page)).sort()).toEqual(all.sort());
      const histories = await Promise.all(pages.map(idsOf));
      for (const history of histories) expect(history).toEqual(histories[0]);
    });

    test('a tab that crashes while all tabs write costs the others nothing', async ({ context, browser }) => {
      const first = await openTab(context, makeShop()); // a shared engine runs in its process
      const others = await openTabs(context, makeShop(), TABS - 1);
      const [engine] = await sharedWorkers(browser);
      const lost = trackMany(first, 'crashed', 400).catch(() => undefined);
      const writes = others.map((page, tab) => trackMany(page, `tab${tab}`, EVENTS));
      await crash(context, first);
      await Promise.all(writes);
      await Promise.race([lost, new Promise((resolve) => setTimeout(resolve, 1000))]);
      if (shared) await expect.poll(async () => (await sharedWorkers(browser)).join()).not.toContain(engine);
      const survivors = (ids: string[]) => ids.filter((id) => !id.startsWith('crashed'));
      for (const page of others)
        await expect.poll(async () => survivors(await idsOf(page)).length).toBe(others.length * EVENTS);
      const histories = await Promise.all(others.map(idsOf));
      for (const history of histories) expect(history).toEqual(histories[0]);
      const crashed = histories[0]!.filter((id) => id.startsWith('crashed'));
      expect(crashed).toEqual(numbered('crashed', crashed.length)); // no gap before the crash
      others.forEach((_, tab) => {
        expect(histories[0]!.filter((id) => id.startsWith(`tab${tab}-`))).toEqual(
          numbered(`tab${tab}`, EVENTS),
        );
      });
      await trackMany(others[2]!, 'after', 2);
      for (const page of others)
        await expect.poll(async () => (await idsOf(page)).slice(-2)).toEqual(numbered('after', 2));
    });
  });
}

test('old code in one tab and new code in another write side by side, and neither waits', async ({
  context,
  browser,
}) => {
  const address = makeShop();
  const old = await openTab(context, address);
  await trackMany(old, 'before', 3);
  const script = readFileSync(new URL('../dist/browser/vitrine-page.js', import.meta.url), 'utf8');
  const [, code] = /vitrine \$\{[\w$]+\} /.test(script) ? (/`([0-9a-f]{12})`/.exec(script) ?? []) : [];
  expect(code).toBeDefined(); // else the test shows nothing
  hosts.made.set('/vitrine/vitrine-page.js', script.replaceAll(code!, 'newer'));
  const fresh = await openTab(context, address);
  expect(await engines(browser, context)).toEqual([2, 0]);
  await Promise.all([trackMany(old, 'old', EVENTS), trackMany(fresh, 'new', EVENTS)]);
  await expectSameHistory([old, fresh], { before: 3, old: EVENTS, new: EVENTS });
  await old.evaluate(() => (window as unknown as Own).own.eraseProfile());
  await expect.poll(() => idsOf(fresh)).toEqual([]);
  expect(await databases(fresh)).toEqual([]);
});

test('after one tab is disposed of and another closed, the others still have their engine and their search', async ({
  context,
}) => {
  const pages = await openTabs(context, makeShop(), 3);
  const search = (page: Page) =>
    page.evaluate(async () => {
      const { items } = await (window as unknown as Own).own.search('office chair', {
        limit: 3,
        meaning: 'wait',
      });
      return items.map(({ objectID }) => objectID);
    });
  const found = await search(pages[0]!);
  expect(found).toHaveLength(3);
  await pages[0]!.evaluate(() => (window as unknown as Own).own.dispose());
  await pages[1]!.close();
  expect(await search(pages[2]!)).toEqual(found);
});

test('a page restored from the back/forward cache goes on working', async ({ playwright, launchOptions }) => {
  const browser = await playwright.chromium.launch({
    ...launchOptions,
    ignoreDefaultArgs: ['--disable-back-forward-cache'],
  });
  for (const [mode, shared] of MODES) {
    const context = await browser.newContext();
    if (!shared) await withoutSharedWorker(context);
    const other = await openTab(context, makeShop());
    const page = await openTab(context, makeShop('first'));
    await trackMany(page, 'first', 2);
    await page.evaluate(() => {
      window.addEventListener('pageshow', ({ persisted }) => Object.assign(window, { persisted }));
      // A call made as the page leaves is answered after its return: an earlier answer would cost it its place in the cache.
      window.addEventListener('pagehide', () => {
        const asked = (window as unknown as Own).own.recommend({ model: 'trending-items' });
        Object.assign(window, { asked });
      });
    });
    await page.goto(makeShop('second'));
    await ready(page);
    await trackMany(page, 'second', 2);
    await page.goBack({ waitUntil: 'commit' });
    const persisted = () => page.evaluate(() => (window as unknown as { persisted?: boolean }).persisted);
    await expect.poll(persisted).toBe(true); // otherwise the test shows nothing
    const asked = () => page.evaluate(() => (window as unknown as { asked: Promise<Shelf> }).asked);
    expect((await asked()).items).toHaveLength(8);
    await trackMany(page, 'back', 2);
    await expectSameHistory([page, other], { first: 2, second: 2, back: 2 });
    console.info(`${mode}: a page came back from the cache and went on`);
    await context.close();
  }
  await browser.close();
});

async function crash(context: BrowserContext, page: Page): Promise<void> {
  const cdp = await context.newCDPSession(page);
  await Promise.race([
    cdp.send('Page.crash').catch(() => undefined),
    new Promise((resolve) => page.once('crash', resolve)),
  ]);
}

/** Runs in a page: resolves when the history holds the item. */
async function seen(id: string): Promise<number> {
  const { own } = window as unknown as Own;
  return new Promise((resolve) => {
    const stop = own.on('change', () => {
      void own.exportProfile().then(({ events }) => {
        if (!events.some(({ ids }) => ids.includes(id))) return;
        stop();
        resolve(Date.now());
      });
    });
  });
}
