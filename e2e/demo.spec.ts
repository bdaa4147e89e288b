import { AxeBuilder } from '@axe-core/playwright';
import { expect, test, type Page } from '@playwright/test';
import { region, watch } from './shop.ts';
import { layoutShift, movedElements, recordVitals } from './vitals.ts';

const TEAPOT = '/product/stoneware-teapot';
const WASM = '?backend=wasm';

const cards = (page: Page, shelf: string) => region(page, shelf).getByRole('listitem').locator('.link');
const titles = (page: Page, shelf: string) => cards(page, shelf).locator('.title').allTextContents();

/** The ids of a shelf's items, once it has some. */
async function idsOf(page: Page, model: string): Promise<string[]> {
  const shelf = page.locator(`vitrine-shelf[model="${model}"]`);
  await shelf.evaluate((element) => {
    element.scrollIntoView(); // shelves far from the viewport wait
  });
  await expect(shelf.locator('.card .link').first()).toBeVisible();
  return shelf.evaluate((element) =>
    (element as HTMLElementTagNameMap['vitrine-shelf']).shelf!.items.map(({ objectID }) => objectID),
  );
}

async function events(page: Page): Promise<string[]> {
  await page.waitForFunction(() => window.vitrine !== undefined); // a link's page may not have run its script yet
  return page.evaluate(async () => (await (await window.vitrine!).profile()).events.map(({ name }) => name));
}

/** Answers the question of consent, so that it covers nothing. */
const refuse = (page: Page) => page.getByRole('button', { name: 'Only for this visit' }).click();

test('over the pages of a visit, on WebGPU, views change "For you", and nothing is sent to other origins', async ({
  page,
  baseURL,
}) => {
  const seen = watch(page, baseURL!);
  const files: string[] = [];
  page.on('request', (request) => files.push(request.url()));
  // Forced, because the tests have only a software adapter, which is not chosen by itself.
  await page.goto('/?backend=webgpu');
  const trending = await idsOf(page, 'trending-items');
  const cold = await idsOf(page, 'recommended-for-you');
  expect(cold.filter((id) => trending.includes(id))).toEqual([]);
  expect(await titles(page, 'Popular in this shop')).toHaveLength(12); // it does not call itself "for you" yet

  await cards(page, 'Trending now').first().click();
  await expect(page).toHaveURL(/\/product\//);
  const viewed = decodeURIComponent(new URL(page.url()).pathname.split('/').at(-1)!);
  await expect(cards(page, 'Related products').first()).toBeVisible();
  expect(await events(page)).toEqual(expect.arrayContaining(['select_item', 'view_item']));

  await page.getByRole('link', { name: 'Fennel & Fox, home' }).click();
  await expect(region(page, 'For you')).toBeVisible();
  const warm = await idsOf(page, 'recommended-for-you');
  expect(warm).not.toEqual(cold);
  expect(warm).not.toContain(viewed);
  expect(await idsOf(page, 'recently-viewed')).toEqual([viewed]);
  const backend = await page.evaluate(async () => (await (await window.vitrine!).profile()).backend);
  expect(backend).toBe('webgpu'); // no silent fallback
  // Shelves need neither the text model nor onnxruntime.
  expect(files.filter((url) => /onnx|ort[-.]|model\//.test(new URL(url).pathname))).toEqual([]);
  expect(seen).toEqual({ foreign: [], errors: [] });
});

test('with consent the history survives a new visit, the shopper sees it, and erasing empties it', async ({
  page,
}) => {
  await page.goto(TEAPOT + WASM);
  await page.getByRole('button', { name: 'Remember me', exact: true }).click();
  await expect(cards(page, 'Related products').first()).toBeVisible();
  await expect
    .poll(() => page.evaluate(async () => (await (await window.vitrine)?.profile())?.kept))
    .toBe('disk');
  await expect.poll(() => events(page)).toContain('view_item');
  await page.goto('/taste');
  const history = region(page, 'Your shopping history');
  await expect(history.getByRole('switch', { name: 'Remember my history on this device' })).toBeChecked();
  await page.reload();
  await expect(history.locator('dd').first()).toBeVisible();
  expect(await idsOf(page, 'recently-viewed')).toEqual(['stoneware-teapot']);
  await expect(page.getByRole('button', { name: 'Remember me', exact: true })).toHaveCount(0); // asked once

  await history.getByRole('button', { name: 'Erase everything' }).click();
  await history.getByRole('button', { name: 'Yes, erase' }).click();
  await expect(history).toContainText('Everything is erased');
  await page.goto(`/how`);
  expect(await events(page)).not.toContain('view_item');
});

test('a product’s page shows a set, what looks like it and what is related, each with its reasons', async ({
  page,
  baseURL,
}) => {
  const seen = watch(page, baseURL!);
  await page.goto(TEAPOT + WASM);
  await refuse(page);
  await expect(cards(page, 'Looks like it').first()).toBeVisible();
  const related = await idsOf(page, 'related-products');
  const all = [
    ...related,
    ...(await idsOf(page, 'bought-together')),
    ...(await idsOf(page, 'looking-similar')),
  ];
  expect(all).toHaveLength(new Set(all).size); // no product twice on a page, but for the one itself in its set
  await region(page, 'Related products').locator('summary').first().click();
  await expect(
    region(page, 'Related products')
      .getByText(/%|Like/)
      .first(),
  ).toBeVisible();
  await page.keyboard.press('Escape');
  await region(page, 'Often bought with it').getByRole('button', { name: /cart/i }).click();
  await expect(page.locator('#cart-count')).toHaveText('3');
  expect(await events(page)).toContain('add_to_cart');
  expect(seen).toEqual({ foreign: [], errors: [] });
});

test('the words of a search, the cart, the wish list and a purchase are the shop’s, and Vitrine hears of them', async ({
  page,
  baseURL,
}) => {
  const seen = watch(page, baseURL!);
  await page.goto(TEAPOT + WASM);
  await refuse(page);
  await page.getByRole('button', { name: 'Add to cart' }).first().click();
  await page.getByRole('button', { name: 'Wish list' }).click();
  await expect(page.getByRole('button', { name: 'Wish list', pressed: true })).toBeVisible();
  await expect.poll(() => events(page)).toEqual(expect.arrayContaining(['add_to_cart', 'add_to_wishlist']));

  const box = page.getByRole('searchbox', { name: 'Search products' });
  await box.fill('comfortable chair');
  await box.press('Enter');
  await expect(page).toHaveURL(/\/search\?q=/);
  await expect(page.locator('#found')).toHaveText('24 products, the best match first');
  await expect(cards(page, 'What suits it best')).toHaveCount(24);
  expect((await titles(page, 'What suits it best')).slice(0, 3).join()).toMatch(/chair|sofa/i);

  await page.getByRole('link', { name: /^Cart/ }).click();
  await expect(page.getByText('Total €34.00')).toBeVisible();
  await page.getByRole('spinbutton', { name: 'Quantity of Stoneware teapot' }).fill('2');
  await page.keyboard.press('Tab');
  await expect(page.getByText('Total €68.00')).toBeVisible();
  await page.getByRole('button', { name: 'Put Stoneware teapot into the cart' }).click();
  await expect(page.getByText('Total €102.00')).toBeVisible();
  await page.getByRole('button', { name: 'Check out' }).click();

  await expect(page).toHaveURL('/thanks');
  await expect(page.locator('#cart-count')).toHaveText('0');
  await expect.poll(() => events(page)).toContain('purchase');
  await page.reload(); // a shelf whose reasons are open stays as it is, so it is opened once the purchase counts
  const row = region(page, 'Goes with what you bought');
  await row.locator('summary').first().click();
  await expect(row.getByText(/Because you bought.*Stoneware teapot/).first()).toBeVisible();
  await page.goto('/taste');
  await expect(cards(page, 'For you').first()).toBeVisible();
  const muted = await page.evaluate(async () => {
    const recommender = await window.vitrine!;
    const [interest] = (await recommender.profile()).interests;
    const items = interest!.objectIDs.map((item_id) => ({ item_id }));
    await recommender.track('mute', { items });
    const shares = [(await recommender.profile()).interests.find(({ muted }) => muted)?.share];
    await recommender.track('unmute', { items });
    return [...shares, (await recommender.profile()).interests.some(({ muted }) => muted)];
  });
  expect(muted).toEqual([0, false]);
  expect(seen).toEqual({ foreign: [], errors: [] });
});

test('every page passes axe in light and dark, nothing on it moves, it fits 320 pixels from either side, and the console has no error', async ({
  page,
  baseURL,
}) => {
  test.setTimeout(300_000);
  const seen = watch(page, baseURL!);
  await recordVitals(page);
  await page.goto(TEAPOT + WASM);
  await refuse(page);
  await page.getByRole('button', { name: 'Add to cart' }).first().click();
  const filled = ['/', '/category/Kitchen', TEAPOT, '/search', '/cart', '/thanks', '/taste'];
  for (const path of [...filled, '/how', '/examples/']) {
    await page.goto(path);
    if (filled.includes(path)) await expect(page.locator('vitrine-shelf .card .link').first()).toBeVisible();
    if (path === '/how') await expect(page.locator('#numbers')).toContainText('WebAssembly');
    const found = [
      ...(await new AxeBuilder({ page }).setLegacyMode().analyze()).violations,
      ...(
        await inDark(page, () =>
          new AxeBuilder({ page }).setLegacyMode().withRules(['color-contrast']).analyze(),
        )
      ).violations,
    ];
    expect([path, found.map(({ id, nodes }) => [id, nodes.map(({ target }) => target)])]).toEqual([path, []]);
    expect([path, await layoutShift(page), await movedElements(page)]).toEqual([path, 0, []]);
    await page.setViewportSize({ width: 320, height: 700 });
    const overflows = await page.evaluate(() =>
      ['ltr', 'rtl'].map((direction) => {
        document.documentElement.dir = direction;
        return document.documentElement.scrollWidth > document.documentElement.clientWidth;
      }),
    );
    expect([path, overflows]).toEqual([path, [false, false]]);
    await page.setViewportSize({ width: 1280, height: 900 });
  }
  expect(seen).toEqual({ foreign: [], errors: [] });
  const missing = await page.goto('/nowhere');
  expect(missing!.status()).toBe(404);
  await expect(page.getByRole('heading', { name: 'There is nothing here' })).toBeVisible();
});

async function inDark<Result>(page: Page, work: () => Promise<Result>): Promise<Result> {
  await page.emulateMedia({ colorScheme: 'dark' });
  const result = await work();
  await page.emulateMedia({ colorScheme: 'light' });
  return result;
}

test('the tour leads a reader over pages by keyboard, ends by Escape, and is not offered again in the visit', async ({
  page,
}) => {
  await page.goto('/' + WASM);
  await page.getByRole('button', { name: 'a shop owner' }).press('Enter');
  const step = (number: number) => page.getByRole('complementary', { name: `Tour, step ${number} of 4` });
  await expect(step(1).getByRole('button', { name: 'Next' })).toBeFocused();
  await page.keyboard.press('Enter');
  await expect(page).toHaveURL('/cart');
  await expect(step(2)).toBeVisible();
  await page.keyboard.press('Enter');
  await expect(page).toHaveURL('/how');
  await expect(page.locator('#numbers')).toHaveClass(/toured/);
  await page.keyboard.press('Escape');
  await expect(step(3)).toHaveCount(0);
  await page.getByRole('link', { name: 'Fennel & Fox, home' }).click();
  await expect(page.getByRole('heading', { name: 'Good things for every day' })).toBeVisible();
  await expect(page.getByRole('button', { name: 'a shop owner' })).toBeHidden();
});

test('every file that the page names is there, and so are the files that browsers and crawlers look for', async ({
  page,
}) => {
  await page.goto('/');
  const named = await page
    .locator('head link[href]')
    .evaluateAll((links) => links.map((link) => (link as HTMLLinkElement).href));
  expect(named.length).toBeGreaterThan(5);
  const types: Readonly<Record<string, RegExp>> = {
    css: /^text\/css/,
    svg: /^image\/svg/,
    webmanifest: /manifest\+json/,
    txt: /^text\/plain/,
  };
  for (const url of [...named, new URL('/robots.txt', page.url()).href]) {
    const response = await page.request.get(url, { headers: { accept: 'text/css,*/*' } });
    const extension = new URL(url).pathname.split('.').at(-1)!;
    expect([url, response.headers()['content-type']]).toEqual([
      url,
      expect.stringMatching(types[extension]!),
    ]);
  }
  const manifest = (await (await page.request.get('/site.webmanifest')).json()) as {
    icons: { src: string }[];
  };
  for (const { src } of manifest.icons) expect(named).toContain(new URL(src, page.url()).href);
});
