/** What a shopper meets who searches before the text model has come, or for what the shop has not. */
import { expect, test, type Page } from '@playwright/test';
import { CLEAN, useHosts } from './use-hosts.ts';
import { makePage } from './made-page.ts';
import { observe, SHOP, STRICT } from './page-server.ts';

const hosts = useHosts(STRICT);

/** Opens a page with a search, whose model comes only when `arrive` is called. */
async function open(page: Page) {
  const seen = await observe(page);
  let arrive!: () => void;
  const arrived = new Promise<void>((resolve) => (arrive = resolve));
  await page.route('**/model/model_quantized-*', async (route) => {
    await arrived;
    await route.continue();
  });
  makePage(hosts, 'searching', { body: '<vitrine-search></vitrine-search>' });
  await page.goto(`${SHOP}/searching.html`);
  const box = page.getByRole('searchbox', { name: 'Search products' });
  const results = page.locator('vitrine-search').getByRole('listitem').locator('.title');
  const status = page.locator('vitrine-search').getByRole('status');
  return { seen, arrive, box, results, status };
}

test('what the words find is there before the text model has come, also by the start of a word', async ({
  page,
}) => {
  const { seen, box, results, status } = await open(page);
  await box.fill('office cha');
  await expect(results).toHaveCount(8);
  expect(await results.first().textContent()).toMatch(/chair/i);
  await expect(status).toHaveText('Results: 8');
  expect(seen).toEqual(CLEAN);
});

test('a misspelt word is read as the word of the shop, and the page says so', async ({ page }) => {
  const { box, results, status } = await open(page);
  await box.fill('office chiar');
  await expect(status).toHaveText('Results for “office chair”: 8');
  expect(await results.first().textContent()).toMatch(/chair/i);
});

test('for words that no product has, the page says so, and shows what is nearest once the model has come', async ({
  page,
}) => {
  const { arrive, box, results, status } = await open(page);
  await box.fill('zyxqv blorfun');
  await expect(status).toHaveText('Searching…');
  await expect(results).toHaveCount(0);
  arrive();
  await expect(status).toHaveText('Nothing has these words. What comes nearest:', { timeout: 40_000 });
  await expect(results).toHaveCount(8);
});

test('what the words find stays in sight, above what the model adds', async ({ page }) => {
  const { arrive, box, results, status } = await open(page);
  await box.fill('acco binders zyxqv'); // a word that no product has, so that the search waits for the model
  await expect(results.first()).toBeVisible();
  await expect(status).toHaveText('Searching…');
  const before = await results.allTextContents();
  arrive();
  await expect(status).toHaveText(/^Results: \d$/, { timeout: 40_000 });
  expect((await results.allTextContents()).slice(0, before.length)).toEqual(before);
});
