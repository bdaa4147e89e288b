import { expect, test, type Page } from '@playwright/test';
import { region, shelf, watch } from './shop.ts';

// Forced, because the tests have only a software adapter, which is not chosen by itself.
const HOME = '/?backend=webgpu';

/** Goes to the home page by its link, so that the visit goes on. */
const goHome = (page: Page) => page.getByRole('link', { name: 'Paper & Oak, home' }).click();

/** Follows the first card of a shelf to its product page. */
async function openFirst(page: Page, name: string): Promise<string> {
  const card = region(page, name).locator('[data-id]').first();
  const id = (await card.getAttribute('data-id'))!;
  await card.click();
  await expect(region(page, 'Related products').locator('[data-id]').first()).toBeVisible();
  return id;
}

test('views change "For you" within the visit, on WebGPU, and nothing is sent to other origins', async ({
  page,
  baseURL,
}) => {
  const seen = watch(page, baseURL!);
  await page.goto(HOME);
  const trending = await shelf(page, 'Trending now');
  expect(trending.backend).toBe('webgpu'); // no silent fallback
  const cold = await shelf(page, 'For you'); // without a history: new and trending products, none of them on both shelves
  expect(cold.ids.filter((id) => trending.ids.includes(id))).toEqual([]);

  const viewed = await openFirst(page, 'Trending now');
  await goHome(page);
  const first = await shelf(page, 'For you');
  expect(first.backend).toBe('webgpu');
  expect((await shelf(page, 'Recently viewed')).ids).toEqual([viewed]);
  expect(first.ids).not.toContain(viewed);

  await openFirst(page, 'For you');
  await goHome(page);
  await expect.poll(async () => (await shelf(page, 'For you')).ids).not.toEqual(first.ids);
  expect(seen).toEqual({ foreign: [], errors: [] });
});

test('with consent the history survives a reload, and erasing empties it', async ({ page }) => {
  await page.goto(HOME);
  await page.getByRole('button', { name: 'Remember me', exact: true }).click();
  await openFirst(page, 'Trending now');
  await page.getByText('Inside Vitrine').first().click();
  // Only what has been acknowledged survives a reload.
  await expect(page.getByText(/on this device, \d+ events/)).toBeVisible();
  await expect(page.getByRole('listitem').filter({ hasText: 'view_item' })).toHaveCount(1);
  await page.reload();
  await page.goto(HOME);
  expect((await shelf(page, 'Recently viewed')).ids).toHaveLength(1);

  await page.getByText('Inside Vitrine').first().click();
  await page.getByRole('button', { name: /erase/i }).click();
  await expect(region(page, 'Recently viewed').locator('[data-id]')).toHaveCount(0);
  await page.reload();
  await expect(region(page, 'Trending now').locator('[data-id]').first()).toBeVisible();
  await expect(region(page, 'Recently viewed').locator('[data-id]')).toHaveCount(0);
});

test('the first shelf needs neither the text model nor onnxruntime', async ({ page }) => {
  const files: string[] = [];
  page.on('request', (request) => files.push(request.url()));
  await page.goto(HOME);
  await shelf(page, 'Trending now');
  await openFirst(page, 'Trending now');
  expect(files.filter((url) => /onnx|ort[-.]|model\//.test(url))).toEqual([]);
});

test('searching for a comfortable chair shows chairs first', async ({ page, baseURL }) => {
  const seen = watch(page, baseURL!);
  await page.goto(HOME);
  await page.getByRole('searchbox', { name: 'Search' }).fill('comfortable chair for the office');
  const results = await shelf(page, 'Search results');
  for (const title of results.titles.slice(0, 4)) expect(title).toMatch(/chair|stool|seat/i);
  expect(seen).toEqual({ foreign: [], errors: [] });
});

test('a product page shows related products with their reasons', async ({ page }) => {
  await page.goto(HOME);
  await openFirst(page, 'Trending now');
  const related = await shelf(page, 'Related products');
  expect(related.ids).toHaveLength(new Set(related.ids).size);
  expect(related.scores).toEqual([...related.scores].sort((a, b) => b - a));
  await region(page, 'Related products').getByText(/why/i).first().click();
  await expect(region(page, 'Related products').getByText(/%/).first()).toBeVisible();
});

test('a shopper sees their history on the page for it, and what they choose there lasts', async ({
  page,
}) => {
  await page.goto(HOME);
  await page.getByRole('button', { name: 'Only for this visit' }).click();
  await openFirst(page, 'Trending now');
  await page.getByRole('link', { name: 'Your history' }).click();
  const history = region(page, 'Your shopping history');
  await expect(history.locator('dd')).not.toHaveCount(0);
  const remember = history.getByRole('switch', { name: 'Remember my history on this device' });
  await expect(remember).not.toBeChecked();
  await remember.check();
  await expect(history).toContainText('Kept on this device');
  await page.reload();
  await expect(remember).toBeChecked();
  await expect(history.locator('dd')).not.toHaveCount(0);
});

test('every file that the page names is there, and so are the files that browsers and crawlers look for', async ({
  page,
}) => {
  await page.goto(HOME);
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
    // Vite answers for a missing file with the shop's page, hence the look at the type.
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

test('the shop can be used at 360 pixels without scrolling sideways', async ({ page }) => {
  await page.setViewportSize({ width: 360, height: 800 });
  await page.goto(HOME);
  await shelf(page, 'Trending now');
  const overflow = await page.evaluate(
    () => document.documentElement.scrollWidth - document.documentElement.clientWidth,
  );
  expect(overflow).toBeLessThanOrEqual(0);
});

test('after a printer is bought, paper and labels are shown, and the reason names the purchase', async ({
  page,
}) => {
  await page.goto(HOME);
  await page.goto('/category/Machines?backend=webgpu');
  const printer = page.locator('#main a', { hasText: /laser printer/i }).first();
  const title = (await printer.textContent())!.trim();
  await printer.click();
  await page.getByRole('button', { name: 'Add to cart' }).click();
  await page.getByRole('link', { name: /^Cart/ }).click();
  await page.getByRole('button', { name: 'Check out' }).click();

  const together = await shelf(page, 'Bought together (simulated orders)');
  const products = (await (await page.request.get('/.data/catalogue.json')).json()) as {
    id: string;
    title: string;
    category: string;
  }[];
  const categoryOf = new Map(products.map(({ id, category }) => [id, category]));
  const categories = new Set(together.ids.map((id) => categoryOf.get(id)));
  expect([...categories].sort()).toEqual(['Labels', 'Paper']);
  const row = region(page, 'Bought together (simulated orders)');
  await row.getByText('Why this?').first().click();
  await expect(row.getByText('you bought').first()).toBeVisible();
  const bought = products.find((product) => title.includes(product.title))!;
  await expect(row.locator('.why em').first()).toHaveText(bought.title);
});

test('an interest can be muted and unmuted', async ({ page }) => {
  await page.goto(HOME);
  await openFirst(page, 'Trending now');
  await page.getByText('Inside Vitrine').first().click();
  const interest = page.locator('.interests input').first();
  await expect(interest).toBeChecked();
  await interest.uncheck();
  await expect(page.locator('.interests')).toContainText('not for me');
  await page.locator('.interests input').first().check();
  await expect(page.locator('.interests')).toContainText('100 %');
});
