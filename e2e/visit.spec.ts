/** A shop of ordinary pages, each of which loads: what the shopper did is remembered from page to page. */
import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, test, type Page } from '@playwright/test';
import { CDN, observe, SHOP, STRICT } from './page-server.ts';
import { CLEAN, useHosts } from './use-hosts.ts';

const CHAIR = 'FUR-CH-10000454';
const TABLE = 'FUR-TA-10000577';
const BINDER = 'OFF-BI-10001670';
const HANGERS = 'FUR-FU-10001935';

const hosts = useHosts(STRICT);
test.describe.configure({ mode: 'parallel' }); // this file is the last, and each of its visits takes a minute

/** What the shopper did, each event as a line. undefined until the page has its script. */
const done = (page: Page) =>
  page.evaluate(async () => {
    if (!(window.vitrine instanceof Promise)) return undefined;
    const { events } = await (await window.vitrine).profile();
    return events.map(({ name, ids, term }) => [name, ...ids, ...(term ? [term] : [])].join(' '));
  });
const kept = (page: Page) => page.evaluate(async () => (await (await window.vitrine!).profile()).kept);
const databases = (page: Page) => page.evaluate(async () => (await indexedDB.databases()).length);
const shelf = (page: Page, model: 'recently-viewed' | 'recommended-for-you') =>
  page.evaluate(async (model) => {
    const { items } = await (await window.vitrine!).recommend({ model });
    return items.map(({ objectID }) => objectID);
  }, model);
/** Waits until the page has taken what it holds: capture begins when the page is idle. */
const settled = (page: Page) => page.waitForTimeout(1500);

const CASES = [
  ['agrees on the third page', 'Yes', 'disk'],
  ['refuses on the third page', 'No', 'memory'],
  ['is asked and says nothing', undefined, 'memory'],
] as const;

for (const [what, answer, where] of CASES)
  test(`twelve pages of a visit in which the shopper ${what}: after each the profile is what they did`, async ({
    page,
    context,
  }) => {
    test.setTimeout(180_000);
    const did: string[] = [];
    const step = async (then: string[], go: () => Promise<unknown>, tab = page) => {
      await go();
      did.push(...then);
      await tab.waitForTimeout(100); // by then a link that was clicked is being followed
      await tab.waitForLoadState();
      await expect.poll(() => done(tab), { timeout: 10_000 }).toEqual(did);
      await settled(tab);
      expect(await done(tab)).toEqual(did);
    };
    const follow = (link: string, tab = page) => tab.getByRole('link', { name: link, exact: true }).click();

    await step([], () => page.goto(`${SHOP}/visit/index.html`));
    await step([], () => follow('Chairs'));
    await step([`view_item ${CHAIR}`], () => follow('A chair'));
    if (answer) await page.getByRole('button', { name: answer }).click();
    await expect.poll(() => kept(page)).toBe(where);
    await step([`add_to_cart ${CHAIR}`], () => page.getByRole('button', { name: /cart/ }).click());
    await step([`view_item ${TABLE}`], () => follow('A table'));
    expect(await shelf(page, 'recently-viewed')).toEqual([TABLE, CHAIR]);
    await step([`view_item ${CHAIR}`], () => page.goBack());
    await step([`view_item ${TABLE}`], () => page.goForward());
    await step(['search binder'], () => follow('Search'));
    await step([`view_item ${BINDER}`], () => follow('A binder'));
    await follow('Delivery'); // a page without Vitrine
    await page.waitForTimeout(3000);
    await step([], () => follow('Cart'));

    const other = await context.newPage();
    await step([`view_item ${HANGERS}`], () => other.goto(`${SHOP}/visit/lamp.html`), other);
    await step([], () => Promise.resolve());
    await other.close();
    await step([], () => page.reload());
    await step([], () => follow('Checkout'));
    await step([`purchase ${CHAIR}`], () => follow('Thanks'));
    await step([], () => page.reload());
    await step([], () => follow('Account'));
    expect(await shelf(page, 'recommended-for-you')).toHaveLength(8);
    expect([await kept(page), await databases(page)]).toEqual([where, where === 'disk' ? 1 : 0]);
    await page.evaluate(async () => (await window.vitrine!).eraseProfile());
    await follow('A chair');
    await expect.poll(() => done(page)).toEqual([`view_item ${CHAIR}`]);
  });

test('with the scripts on a CDN, and the file of one line that `vitrine tag --worker` writes, the visit goes on', async ({
  page,
}) => {
  const seen = await observe(page);
  const at = (path: string) => fileURLToPath(new URL(path, import.meta.url));
  const folder = mkdtempSync(join(tmpdir(), 'vitrine-tag-'));
  const given = ['--script', `${CDN}/vitrine/`, '--pack', `${CDN}/pack/manifest.json`];
  const command = [at('../dist/cli/vitrine.js'), 'tag', at('../dist/browser'), ...given];
  const lines = execFileSync(process.execPath, [...command, '--worker', '/worker.js'], {
    cwd: folder,
    encoding: 'utf8',
  });
  hosts.policy = [
    `default-src 'self' ${CDN}`,
    `script-src 'self' ${CDN} 'unsafe-inline' 'wasm-unsafe-eval'`,
    `worker-src 'self' ${CDN}`,
  ].join('; ');
  hosts.made.set('/worker.js', readFileSync(join(folder, 'worker.js')));
  for (const name of ['first', 'second'])
    hosts.made.set(`/${name}.html`, `<!doctype html><title>${name}</title>${lines}`);
  await page.goto(`${SHOP}/first.html`);
  await page.evaluate(async (item_id) => {
    await (await window.vitrine!).track('view_item', { items: [{ item_id }] });
  }, CHAIR);
  await page.goto(`${SHOP}/second.html`);
  expect(await done(page)).toEqual([`view_item ${CHAIR}`]);
  expect(seen).toEqual(CLEAN);
  rmSync(folder, { recursive: true });
});

test('a visit without consent outlives a shortage of memory, as Chromium simulates it', async ({ page }) => {
  await page.goto(`${SHOP}/visit/chair.html`);
  await expect.poll(() => done(page)).toEqual([`view_item ${CHAIR}`]);
  const session = await page.context().newCDPSession(page);
  for (const level of ['moderate', 'critical'] as const)
    await session.send('Memory.simulatePressureNotification', { level });
  await page.goto(`${SHOP}/visit/delivery.html`); // has no Vitrine
  await session.send('Memory.simulatePressureNotification', { level: 'critical' });
  await page.goto(`${SHOP}/visit/table.html`);
  await expect.poll(() => done(page)).toEqual([`view_item ${CHAIR}`, `view_item ${TABLE}`]);
});
