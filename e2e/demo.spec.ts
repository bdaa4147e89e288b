import { expect, test, type Page } from '@playwright/test';
import { region, shelf, watch } from './shop.ts';

// Forced, because the tests have a software adapter only.
const HOME = '/?backend=webgpu';

/** Goes home as a shopper does: by the shop's name, within the visit. */
const goHome = (page: Page) => page.getByRole('link', { name: 'Paper & Oak, home' }).click();

/** Follows the first card of a shelf to its product page. */
async function openFirst(page: Page, name: string): Promise<string> {
  const card = region(page, name).locator('[data-id]').first();
  const id = (await card.getAttribute('data-id'))!;
  await card.click();
  await expect(region(page, 'Related products').locator('[data-id]').first()).toBeVisible();
  return id;
}

test('views change "For you" within the visit, on WebGPU, and nothing leaves the shop', async ({
  page,
  baseURL,
}) => {
  const seen = watch(page, baseURL!);
  await page.goto(HOME);
  const trending = await shelf(page, 'Trending now');
  expect(trending.backend).toBe('webgpu'); // no silent fallback
  expect(await region(page, 'For you').locator('[data-id]').count()).toBe(0);

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

test('history survives a reload once the shopper agrees, and erase empties it', async ({ page }) => {
  await page.goto(HOME);
  await page.getByRole('button', { name: 'Remember me', exact: true }).click();
  await openFirst(page, 'Trending now');
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

test('a product brings related products that say why', async ({ page }) => {
  await page.goto(HOME);
  await openFirst(page, 'Trending now');
  const related = await shelf(page, 'Related products');
  expect(related.ids).toHaveLength(new Set(related.ids).size);
  expect(related.scores).toEqual([...related.scores].sort((a, b) => b - a));
  await region(page, 'Related products').getByText(/why/i).first().click();
  await expect(region(page, 'Related products').getByText(/%/).first()).toBeVisible();
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
