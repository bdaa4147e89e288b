/**
 * Pages from the field, made after public bug reports: each is opened as a shopper would, and what was captured of it is
 * compared with what the page says. The pages and the catalogue of their pack lie outside the project.
 */
import { execFileSync } from 'node:child_process';
import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, test, type Page } from '@playwright/test';
import { FOLDERS, observe, SHOP } from './page-server.ts';
import { PAGES_PORT } from './ports.ts';
import { serveFolders } from './serve.ts';

/** The folder that has `feeds` and `pages`. `VITRINE_FIELD` names the feeds, as in the tests of feeds. */
const FIELD = process.env['VITRINE_FIELD']
  ? join(process.env['VITRINE_FIELD'], '..')
  : fileURLToPath(new URL('../../shared/field', import.meta.url));
const CLI = fileURLToPath(new URL('../dist/cli/vitrine.js', import.meta.url));

function field(path: string): string {
  const whole = join(FIELD, path);
  if (!existsSync(whole))
    throw new Error(`${whole} is missing: set VITRINE_FIELD to the folder of the field's feeds`);
  return whole;
}

let pack = '';
let close = (): unknown => undefined;

test.beforeAll(async () => {
  pack = mkdtempSync(join(tmpdir(), 'field-pack-'));
  execFileSync('node', [CLI, 'build', field('feeds/woo-shop.csv'), '--out', pack], { stdio: 'pipe' });
  const folders = { ...FOLDERS, '/': field('pages'), '/pack/': pack };
  const server = await serveFolders(folders, PAGES_PORT, () => ({}));
  close = () => server.close();
});

test.afterAll(() => {
  close();
  rmSync(pack, { recursive: true, force: true });
});

/** Opens a page of the field. @returns What Vitrine has warned of. */
async function open(page: Page, name: string): Promise<{ readonly warnings: string[] }> {
  const seen = await observe(page);
  field(`pages/${name.split('?', 1)[0]!}`);
  await page.goto(`${SHOP}/${name}`);
  return seen;
}

/** The events that were captured, each as a line of its name and its ids. */
const events = (page: Page) =>
  page.evaluate(async () => {
    const { events } = await (await window.vitrine!).profile();
    return events.map(({ name, ids }) => [name, ...ids].join(' '));
  });

const cards = (page: Page) => page.locator('vitrine-shelf').getByRole('listitem');

/** What is captured of a page that is left open for so many milliseconds. */
const CAPTURED: Readonly<Record<string, readonly [ms: number, lines: readonly string[]]>> = {
  'ids-of-the-platform.html': [8000, ['view_item SKU-001', 'add_to_cart SKU-001']],
  'items-as-object.html': [5000, ['add_to_cart SKU-001 SKU-002']],
  'ecommerce-before-event.html': [5000, ['view_item SKU-003']],
  'two-products.html': [5000, ['view_item SKU-001']],
  'json-ld-charset.html': [5000, ['view_item SKU-001']],
  'json-ld-left-behind.html': [14_000, ['view_item SKU-001', 'view_item SKU-002', 'view_item SKU-005']],
  'address-tidied.html?utm_source=mail': [19_000, ['view_item SKU-001', 'dwell SKU-001']],
};

for (const [name, [ms, lines]] of Object.entries(CAPTURED))
  test(`${name}: ${lines.join(', ')}`, async ({ page }) => {
    await open(page, name);
    await page.waitForTimeout(ms);
    expect(await events(page)).toEqual(lines);
  });

test('version-query.html: the shelf has cards and the search box works', async ({ page }) => {
  const { warnings } = await open(page, 'version-query.html');
  await expect(cards(page)).toHaveCount(4);
  await page.getByRole('searchbox').fill('boots');
  const found = page.locator('vitrine-search').getByRole('listitem').or(page.getByRole('option'));
  await expect(found.first()).toBeVisible({ timeout: 45_000 }); // the text model may have to load first
  expect(warnings).toEqual([]);
});

test('no-attributes.html: a warning says that the script has no data-pack', async ({ page }) => {
  const { warnings } = await open(page, 'no-attributes.html');
  await expect.poll(() => warnings.join('\n')).toContain('data-pack');
  expect(warnings).toHaveLength(1);
});

test('tag-removed.html: the shelf has cards, or a warning says why not', async ({ page }) => {
  const { warnings } = await open(page, 'tag-removed.html');
  await expect.poll(async () => (await cards(page).count()) === 4 || warnings.length > 0).toBe(true);
});

test('purchase-again.html: a purchase of one transaction_id counts once', async ({ page }) => {
  await open(page, 'purchase-again.html');
  await expect.poll(() => events(page)).toEqual(['purchase SKU-001']);
  await page.goto('about:blank');
  await page.goto(`${SHOP}/purchase-again.html?from=mail`);
  await page.waitForTimeout(5000);
  expect(await events(page)).toEqual(['purchase SKU-001']);
});

test('consent-by-template.html: consent that is only in google_tag_data counts', async ({ page }) => {
  await open(page, 'consent-by-template.html');
  await expect
    .poll(() => page.evaluate(async () => (await (await window.vitrine!).profile()).kept))
    .toBe('disk');
});

test('morph.html: the cards of a shelf come back after a morph, or its fallback', async ({ page }) => {
  await open(page, 'morph.html');
  await expect(page.locator('vitrine-shelf b').first()).toBeVisible();
  await page.waitForTimeout(8000);
  const shown = page.locator('vitrine-shelf b').filter({ visible: true });
  const fallback = page.locator('vitrine-shelf .fallback').filter({ visible: true });
  expect((await shown.count()) === 4 || (await fallback.count()) === 1).toBe(true);
});
