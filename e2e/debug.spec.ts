import AxeBuilder from '@axe-core/playwright';
import { expect, test, type Page } from '@playwright/test';
import { makePage, PUSHES } from './made-page.ts';
import { observe, SHOP, STRICT } from './page-server.ts';
import { CLEAN, useHosts } from './use-hosts.ts';

const CHAIR = 'FUR-CH-10000454';
const TABLE = 'FUR-TA-10000577';

const hosts = useHosts(STRICT);

const LD = `<script type="application/ld+json">${JSON.stringify({
  '@context': 'https://schema.org',
  '@type': 'Product',
  sku: CHAIR,
  name: 'Chair',
})}</script>`;

const panel = (page: Page) => page.getByRole('region', { name: 'Vitrine debug' });
const section = (page: Page, name: string) =>
  panel(page)
    .getByRole('group')
    .filter({ has: page.getByText(name, { exact: true }) })
    .first();

test('says what was captured, from where, which ids the pack knows, and the state of all else', async ({
  page,
}) => {
  const seen = await observe(page);
  const requests: string[] = [];
  page.on('request', (request) => requests.push(request.method() + ' ' + request.url()));
  const script = `${PUSHES} gtag('event', 'add_to_cart', { items: [{ item_id: '${TABLE}' }] });
    gtag('event', 'add_to_wishlist', { items: [{ item_id: 'no-such-id' }] });`;
  const address = makePage(hosts, 'debug', { head: LD, script });
  await page.goto(`${address}?vitrine-debug`);
  await expect(panel(page)).toBeVisible();
  await expect(panel(page).getByRole('row', { name: /view_item JSON-LD/ })).toContainText(CHAIR, {
    timeout: 15_000,
  });
  await expect(panel(page).getByRole('row', { name: /add_to_cart data layer/ })).toContainText(
    new RegExp(`${TABLE}.*${TABLE}`),
  );
  await expect(panel(page).getByRole('row', { name: /add_to_wishlist data layer/ })).toContainText(
    'not in the pack',
  );
  await page.evaluate(
    async (id) => (await window.vitrine!).track('like', { items: [{ item_id: id }] }),
    CHAIR,
  );
  await expect(panel(page).getByRole('row', { name: /like a call of track/ })).toBeVisible();
  await expect(section(page, 'Engine')).toContainText(/scorer(?:webgpu|wasm|js)/);
  await expect(section(page, 'Consent')).toContainText('in memory');
  await expect(section(page, 'Files')).toContainText('vitrine-page.js');
  await expect(section(page, 'Files')).toContainText('manifest.json');
  await expect(section(page, 'Blocked by the policy')).toContainText('nothing that this page could see');
  expect(seen).toEqual(CLEAN);
  expect(requests.filter((request) => !request.startsWith(`GET ${SHOP}/`))).toEqual([]);
});

test('names who speaks of consent, and what the policy blocks', async ({ page }) => {
  const script = `document.addEventListener('DOMContentLoaded', () => document.body.append(
    Object.assign(new Image(), { src: 'http://elsewhere.invalid/x.png', alt: '' })));`;
  const attributes = 'data-pack="/pack/manifest.json" data-consent="granted"';
  await page.goto(`${makePage(hosts, 'debug', { script, attributes })}?x=1&vitrine-debug`);
  await expect(panel(page).getByRole('row', { name: /data-consent granted yes/ })).toBeVisible();
  await expect(section(page, 'Consent')).toContainText('on disk, encrypted');
  await expect(section(page, 'Blocked by the policy')).toContainText('http://elsewhere.invalid/x.png');
});

test('is accessible in light and dark, fits a narrow screen, and closes by keyboard', async ({ page }) => {
  await page.setViewportSize({ width: 320, height: 640 });
  await page.goto(`${makePage(hosts, 'debug', { head: LD, body: '<h1>Chair</h1>' })}?vitrine-debug`);
  await expect(panel(page).getByRole('row', { name: /view_item/ })).toBeVisible({ timeout: 15_000 });
  await expect(section(page, 'Files')).toBeVisible({ timeout: 15_000 });
  for (const colorScheme of ['light', 'dark'] as const) {
    await page.emulateMedia({ colorScheme });
    const { violations } = await new AxeBuilder({ page }).include('#vitrine-debug').analyze();
    expect(violations.map(({ id, nodes }) => [id, nodes[0]?.html])).toEqual([]);
  }
  const box = await panel(page).boundingBox();
  expect(box!.x).toBeGreaterThanOrEqual(0);
  expect(box!.x + box!.width).toBeLessThanOrEqual(320);
  expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(320);
  await panel(page).focus();
  await page.keyboard.press('Escape');
  await expect(panel(page)).toHaveCount(0);
});

test('no other page loads its code', async ({ page }) => {
  const asked: string[] = [];
  page.on('request', (request) => asked.push(request.url()));
  await page.goto(makePage(hosts, 'debug', { head: LD }));
  await page.waitForTimeout(4000);
  expect(asked.filter((url) => url.includes('debug') && url.includes('/vitrine/'))).toEqual([]);
});
