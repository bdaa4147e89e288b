import type { Server } from 'node:http';
import { expect, test, type Browser, type Page } from '@playwright/test';
import type { ImagesMode, Verification } from '../src/index.ts';
import { decodeThumbnails } from '../src/pack/thumbnail-file.ts';
import {
  idOf,
  imagePath,
  KINDS,
  kindOf,
  makeImageShop,
  PRICE_NOW,
  serveShop,
  type ImageShop,
} from './image-shop.ts';
import { makePage } from './made-page.ts';
import { CDN, SHOP } from './page-server.ts';
import { PROXY_PORT } from './ports.ts';
import { startProxy, type Sent } from './recording-proxy.ts';
import { listed, newShopper } from './shopper.ts';
import { ready, type Own } from './tabs.ts';
import { useHosts } from './use-hosts.ts';

// Elements load images of another host only if the shop's policy lets them.
const hosts = useHosts(
  `default-src 'self'; script-src 'self' 'wasm-unsafe-eval'; worker-src 'self'; img-src 'self' ${CDN}`,
);
let shop: ImageShop;
let proxy: Server;
let sent: Sent[];
test.beforeAll(async () => {
  test.setTimeout(180_000);
  ({ server: proxy, sent } = await startProxy(PROXY_PORT));
  shop = await makeImageShop();
});
test.afterAll(() => proxy.close());
test.beforeEach(() => {
  test.setTimeout(180_000);
  sent.length = 0;
});

interface Shopper {
  readonly kind: number;
  readonly typed: string;
  /** An item that the pack lacks. */
  readonly unknown: string;
}
const ONE: Shopper = { kind: 3, typed: 'kind 3', unknown: 'A lamp of last year' };
const OTHER: Shopper = { kind: 7, typed: 'item of kind 7', unknown: 'Wellington boots' };

const BODY = `
  <vitrine-search></vitrine-search>
  <vitrine-shelf heading="For you" limit="8"></vitrine-shelf>
  <vitrine-shelf heading="Trending" model="trending-items" limit="4"></vitrine-shelf>
  <vitrine-shelf heading="Seen" model="recently-viewed" limit="4"><template>
    <a data-href="url"><img class="shot" width="90" height="60" data-src="image" data-alt="title"><b data-text="title"></b></a>
  </template></vitrine-shelf>
  <vitrine-privacy></vitrine-privacy>`;

/** Chromium asks its own server how to fill in forms. */
const isBrowsersOwn = ({ url }: Sent) => /googleapis\.com/.test(url);

/** The elements' images: those that have an address, and those that were painted. */
function shownOn(page: Page) {
  return page.evaluate(() => {
    const roots = [...document.querySelectorAll('vitrine-shelf, vitrine-search')].flatMap((element) => [
      element,
      element.shadowRoot!,
    ]);
    const all = <Tag extends 'img' | 'canvas'>(tag: Tag) =>
      roots.flatMap((root) => [...root.querySelectorAll(tag)]);
    return {
      addresses: all('img').flatMap((image) => (image.src ? [image.src] : [])),
      // An empty canvas has 300 pixels, or as many as the template says.
      painted: all('canvas').filter(({ width }) => width !== 300 && width !== 90).length,
      cards: roots.flatMap((root) => [...root.querySelectorAll('[part=card], [part=result]')]).length,
      prices: roots.flatMap((root) => [...root.querySelectorAll('[part=price]')].map((at) => at.textContent)),
    };
  });
}

/** A visit with everything on the page: shelves, a search, the shop's own cards, prices, an item that the pack lacks. */
async function visit(browser: Browser, { kind, typed, unknown }: Shopper, mode: ImagesMode | undefined) {
  const context = await newShopper(browser);
  await context.addCookies([{ name: 'session', value: 'abc', url: SHOP }]);
  const page = await context.newPage();
  // With consent, since two scripts would else ask for a third one, and the network decides which of them is its referrer.
  const images = mode === undefined ? '' : ` data-images="${mode}"`;
  await page.goto(
    makePage(hosts, 'visit', {
      body: BODY,
      attributes: `data-pack="/shop-pack/manifest.json" data-consent="granted"${images}`,
    }),
  );
  await ready(page);
  const viewed = Array.from({ length: 12 }, (_, i) => idOf(kind + KINDS * i));
  await page.evaluate(
    async ([viewed, unknown]) => {
      const { own } = window as unknown as Own;
      for (const item_id of viewed) await own.track('view_item', { items: [{ item_id }] });
      await own.track('view_item', { items: [{ item_id: 'not-in-the-pack', item_name: unknown }] });
    },
    [viewed, unknown] as const,
  );
  await page.getByRole('searchbox', { name: 'Search products' }).click();
  await page.keyboard.type(typed, { delay: 20 });
  await expect(page.locator('vitrine-search').getByText(/^Results?: \d/)).toBeVisible({ timeout: 60_000 });
  await page.waitForTimeout(2500); // for images that are still on their way
  const shown = await shownOn(page);
  // Every price comes from the file of prices, so that file was read too.
  expect(new Set(shown.prices)).toEqual(new Set([`€${PRICE_NOW.toFixed(2)}`]));
  const verified = await page.evaluate(() => (window as unknown as Own).own.verify());
  const requests = sent.splice(0).filter((request) => !isBrowsersOwn(request));
  return { requests, shown, verified, page, close: () => context.close() };
}

async function twoVisits(browser: Browser, pack: keyof ImageShop['packs'], mode?: ImagesMode) {
  serveShop(hosts, shop, pack);
  const one = await visit(browser, ONE, mode);
  await one.close();
  const other = await visit(browser, OTHER, mode);
  await other.close();
  return { one, other };
}

const header = ({ headers }: Sent, name: string) => {
  const at = headers.findIndex((text, i) => i % 2 === 0 && text.toLowerCase() === name);
  return at < 0 ? undefined : headers[at + 1];
};
const pathsOf = (requests: readonly Sent[], part: string) =>
  requests.map(({ url }) => new URL(url).pathname).filter((path) => path.includes(part));
const imagesOf = (requests: readonly Sent[]) =>
  requests.filter(({ url }) => url.startsWith(`${CDN}/images/`));
const withoutFiles = (requests: readonly Sent[], part: string) =>
  listed(requests.filter(({ url }) => !url.includes(part)));
const kindsOf = (requests: readonly Sent[]) =>
  imagesOf(requests).map(({ url }) => kindOf(/sku-\d+/.exec(url)![0]));
const filesOf = (files: ReadonlyMap<string, unknown>) =>
  [...files.keys()].filter((name) => name.startsWith('thumbnails-'));
const hostOf = (url: string) => new URL(url).host;
const urlsOf = ({ fetched }: Verification) => fetched.map(({ url }) => url);

test('pack: two shoppers fetch the same, byte for byte and in one order, and see images of their own', async ({
  browser,
}) => {
  const { one, other } = await twoVisits(browser, 'pack'); // the pack's own mode
  expect(listed(other.requests)).toEqual(listed(one.requests));
  expect(imagesOf(one.requests)).toEqual([]);
  const order = pathsOf(one.requests, 'thumbnails-').filter((path) => path.endsWith('.bin'));
  expect(order.length).toBeGreaterThan(4);
  expect(order.map((path) => path.split('/').at(-1))).toEqual(filesOf(shop.packs.pack));
  expect(pathsOf(other.requests, '.bin').filter((path) => path.includes('thumbnails-'))).toEqual(order);
  for (const { shown, verified } of [one, other]) {
    expect(shown.addresses).toEqual([]);
    expect(shown.painted).toBe(shown.cards);
    expect(shown.cards).toBeGreaterThan(15);
    expect(verified.hosts).toEqual([hostOf(SHOP)]);
  }
});

test('none: two shoppers fetch the same, byte for byte, and no image', async ({ browser }) => {
  const { one, other } = await twoVisits(browser, 'pack', 'none');
  expect(listed(other.requests)).toEqual(listed(one.requests));
  expect(pathsOf(one.requests, 'thumbnails-')).toEqual([]);
  expect(imagesOf(one.requests)).toEqual([]);
  expect(one.shown).toMatchObject({ addresses: [], painted: 0 });
});

test('mixed: two shoppers differ in which files of a hundred items they fetch, and in nothing else', async ({
  browser,
}) => {
  const { one, other } = await twoVisits(browser, 'mixed');
  const part = '/shop-pack/thumbnails-';
  expect(withoutFiles(other.requests, part)).toEqual(withoutFiles(one.requests, part));
  expect(imagesOf([...one.requests, ...other.requests])).toEqual([]);
  const [mine, theirs] = [one, other].map(({ requests }) => pathsOf(requests, part).sort());
  expect(theirs).not.toEqual(mine);
  expect(new Set(mine).size).toBe(mine!.length); // none is asked for twice in a visit
  for (const path of mine!) {
    const bytes = shop.packs.mixed.get(path.replace('/shop-pack/', ''))!;
    const kinds = [...decodeThumbnails(bytes.slice().buffer, false).keys()].map(kindOf);
    expect(kinds.length).toBeGreaterThan(60);
    expect(new Set(kinds).size).toBeGreaterThan(KINDS / 2); // they have nothing in common
  }
  expect(one.shown.addresses).toEqual([]);
  expect(one.shown.painted).toBe(one.shown.cards);
});

test('blurred: two shoppers fetch the same, until one turns to a card: then its image alone', async ({
  browser,
}) => {
  serveShop(hosts, shop, 'blurred');
  const one = await visit(browser, ONE, undefined);
  expect(one.shown.painted).toBe(one.shown.cards);
  await one.page.keyboard.press('Escape');
  const card = one.page.getByRole('region', { name: 'For you' }).getByRole('listitem').nth(1);
  await card.hover();
  await expect(card.locator('img')).toBeVisible();
  const turned = sent.splice(0).filter((request) => !isBrowsersOwn(request));
  expect(turned).toHaveLength(1);
  expect(imagesOf(turned)).toHaveLength(1);
  expect(header(turned[0]!, 'referer')).toBeUndefined();
  await one.close();
  const other = await visit(browser, OTHER, undefined);
  await other.close();
  expect(listed(other.requests)).toEqual(listed(one.requests));
  expect(imagesOf(other.requests)).toEqual([]);
});

test('remote: the image host learns the kind of each shopper, without referrer, and `verify` lists it', async ({
  browser,
}) => {
  const { one, other } = await twoVisits(browser, 'remote');
  const part = `${CDN}/images/`;
  expect(withoutFiles(other.requests, part)).toEqual(withoutFiles(one.requests, part));
  for (const [{ requests, verified }, { kind }, { kind: foreign }] of [
    [one, ONE, OTHER],
    [other, OTHER, ONE],
  ] as const) {
    const kinds = kindsOf(requests);
    expect(kinds.filter((one) => one === kind).length).toBeGreaterThan(9); // of shelves of 8 and 4
    expect(kinds.filter((one) => one === foreign).length).toBeLessThan(5);
    for (const request of imagesOf(requests)) {
      expect(header(request, 'referer')).toBeUndefined();
      expect(header(request, 'cookie')).toBe('session=abc'); // the host's own cookies go with it
      expect(urlsOf(verified)).toContain(request.url);
    }
    expect(verified.hosts.toSorted()).toEqual([hostOf(CDN), hostOf(SHOP)].toSorted());
  }
});

test('a pack without thumbnails shows letters in the modes pack and mixed, and loads no image', async ({
  browser,
}) => {
  serveShop(hosts, shop, 'remote');
  const one = await visit(browser, ONE, 'pack');
  await one.close();
  expect(imagesOf(one.requests)).toEqual([]);
  expect(one.shown).toMatchObject({ addresses: [], painted: 0 });
});

test('control: an image of an item is seen by the proxy', async ({ browser }) => {
  serveShop(hosts, shop, 'remote');
  const context = await newShopper(browser);
  const page = await context.newPage();
  hosts.made.set(
    '/control.html',
    `<!doctype html><title>control</title><img src="${CDN}${imagePath(idOf(1))}">`,
  );
  await page.goto(`${SHOP}/control.html`);
  await expect.poll(() => imagesOf(sent).length).toBe(1);
  expect(header(imagesOf(sent)[0]!, 'referer')).toBeDefined();
  await context.close();
});
