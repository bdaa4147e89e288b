import { readFileSync } from 'node:fs';
import { AxeBuilder } from '@axe-core/playwright';
import { expect, test, type Page } from '@playwright/test';
import { observe, SHOP } from './page-server.ts';
import { useHosts } from './use-hosts.ts';
import { region } from './shop.ts';

const hosts = useHosts();
test.beforeEach(() => {
  const shop = readFileSync(new URL('pages/shop.html', import.meta.url), 'utf8');
  hosts.made.set('/ar.html', shop.replace('<html lang="en">', '<html lang="ar" dir="rtl">'));
});

const track = (page: Page, name: 'view_item' | 'purchase', id: string) =>
  page.evaluate(async ([event, item_id]) => (await window.vitrine!).track(event, { items: [{ item_id }] }), [
    name,
    id,
  ] as const);

/** Opens the page and fills everything on it: shelves, search results, an open disclosure, a history. */
async function openFull(page: Page, path: string, search: boolean): Promise<void> {
  await page.goto(`${SHOP}/${path}`);
  await expect(page.locator('vitrine-shelf li').first()).toBeVisible();
  await track(page, 'view_item', 'FUR-CH-10000454');
  await page.locator('summary').first().click();
  if (search) {
    await page.getByRole('searchbox', { name: 'Search products' }).fill('chair');
    await expect(page.locator('vitrine-search li').first()).toBeVisible();
  }
  await expect(page.locator('vitrine-privacy dd')).toHaveText(['1']);
}

for (const [name, path, colorScheme, search] of [
  ['light', 'shop.html', 'light', true],
  ['dark', 'shop.html', 'dark', false], // loading the text model takes long, and the results look the same
  ['from right to left', 'ar.html', 'light', false],
] as const) {
  test(`axe finds nothing, ${name}`, async ({ page }) => {
    await page.emulateMedia({ colorScheme });
    await openFull(page, path, search);
    const { violations, passes } = await new AxeBuilder({ page }).analyze();
    expect(violations.map(({ id, nodes }) => [id, nodes.map(({ target }) => target)])).toEqual([]);
    expect(passes.length).toBeGreaterThan(20);
    const overflow = () => document.documentElement.scrollWidth - document.documentElement.clientWidth;
    await page.setViewportSize({ width: 360, height: 800 });
    expect(await page.evaluate(overflow)).toBeLessThanOrEqual(0);
  });
}

test('by keyboard: a shelf shows its reasons and takes an answer, and the focus stays on the shelf', async ({
  page,
}) => {
  const seen = await observe(page);
  await page.goto(`${SHOP}/shop.html`);
  await expect(region(page, 'For you')).toHaveCount(0);
  await track(page, 'purchase', 'FUR-TA-10000577');
  const cards = region(page, 'For you').getByRole('listitem');
  await expect(cards).toHaveCount(8);
  const title = await cards.first().locator('.title').textContent();

  const why = cards.first().locator('summary');
  await why.focus();
  await page.keyboard.press('Enter');
  await expect(cards.first()).toContainText('Because you bought');
  await page.keyboard.press('Escape');
  await expect(cards.first().getByRole('button', { name: 'Not for me' })).toBeHidden();
  await expect(why).toBeFocused();

  await page.keyboard.press('Enter');
  await page.keyboard.press('Tab');
  await page.keyboard.press('Tab');
  await expect(cards.first().getByRole('button', { name: 'Not for me' })).toBeFocused();
  await page.keyboard.press('Enter');
  await expect(cards.first().locator('.title')).not.toHaveText(title!);
  await expect(cards.first().locator('summary')).toBeFocused();
  expect(seen).toEqual({ warnings: [], thrown: [], violations: [] });
});

test('by keyboard: the arrows move into the results of a search, and Escape moves back', async ({ page }) => {
  await page.goto(`${SHOP}/shop.html`);
  const box = page.getByRole('searchbox', { name: 'Search products' });
  const results = page.locator('vitrine-search').getByRole('link');
  await box.fill('binder');
  await expect(results).toHaveCount(8);
  await box.press('ArrowDown');
  await page.keyboard.press('ArrowDown');
  await expect(results.nth(1)).toBeFocused();
  await page.keyboard.press('Escape');
  await expect(box).toBeFocused();
  await expect(results.first()).toBeHidden();
});

test('a shopper can see their history, have it kept, save it, erase it and load it again', async ({
  page,
}) => {
  await page.goto(`${SHOP}/shop.html`);
  const privacy = region(page, 'Your shopping history');
  await expect(privacy).toContainText('Nothing is known yet');
  await track(page, 'view_item', 'FUR-CH-10000454');
  await expect(privacy).toContainText('Hon Deluxe Fabric Upholstered Stacking Chairs');
  const remember = privacy.getByRole('switch', { name: 'Remember my history on this device' });
  await remember.check();
  await expect(privacy).toContainText('Kept on this device');

  await page.reload(); // the choice is remembered, and so is the history
  await expect(remember).toBeChecked();
  await expect(privacy.locator('dd')).toHaveText(['1']);
  const [download] = await Promise.all([
    page.waitForEvent('download'),
    privacy.getByRole('button', { name: 'Save to a file' }).click(),
  ]);
  const file = await download.path();

  await privacy.getByRole('button', { name: 'Erase everything' }).click();
  await privacy.getByRole('button', { name: 'Yes, erase' }).click();
  await expect(privacy).toContainText('Everything is erased');
  await expect(privacy).toContainText('Nothing is known yet');
  await privacy
    .locator('input[type=file]')
    .setInputFiles(new URL('pages/shop.html', import.meta.url).pathname);
  await expect(privacy).toContainText('That file holds no history');
  await privacy.locator('input[type=file]').setInputFiles(file);
  await expect(privacy.locator('dd')).toHaveText(['1']);
  await remember.uncheck();
  await expect(privacy).toContainText('Not stored: forgotten when you leave this shop');
  expect(
    await page.evaluate(async () => [(await indexedDB.databases()).length, localStorage.length]),
  ).toEqual([0, 0]);
});
