import { expect, test } from '@playwright/test';
import { BROWSER_ARGS } from './browser.ts';
import { makePage, PUSHES } from './made-page.ts';
import { observe, SHOP } from './page-server.ts';
import { PAGES_PORT } from './ports.ts';
import { region } from './shop.ts';
import { useHosts } from './use-hosts.ts';

/** A host without https, as browsers see it: `localhost` counts as secure. */
const HOST = 'shop.test';
test.use({
  launchOptions: async ({ launchOptions }, use) => {
    await use({
      ...launchOptions,
      args: [...BROWSER_ARGS, `--host-resolver-rules=MAP ${HOST} 127.0.0.1`],
    });
  },
});

const hosts = useHosts();
const CHAIR = 'FUR-CH-10000454';

for (const [engine, attributes] of [
  ['an engine that the tabs share', ''],
  ['an engine of the page', 'data-shared="off"'],
] as const)
  test(`a page without https has shelves, capture and search with ${engine}; its history stays in memory, and the console says why`, async ({
    page,
  }) => {
    test.setTimeout(120_000);
    const seen = await observe(page);
    const address = makePage(hosts, 'http', {
      attributes: `data-pack="/pack/manifest.json" data-consent="granted" ${attributes}`,
      script: PUSHES,
      body: '<vitrine-shelf heading="For you"></vitrine-shelf><vitrine-search></vitrine-search>',
    });
    await page.goto(address.replace(SHOP, `http://${HOST}:${PAGES_PORT}`));
    expect(await page.evaluate(() => [isSecureContext, 'subtle' in crypto, 'locks' in navigator])).toEqual([
      false,
      false,
      false,
    ]);
    await expect(region(page, 'For you').getByRole('listitem')).toHaveCount(8);
    const profile = () =>
      page.evaluate(async () => {
        const { kept, keptReason, events } = await (await window.vitrine!).profile();
        return { kept, keptReason, ids: events.flatMap(({ ids }) => ids) };
      });

    await page.evaluate((item_id) => {
      const { dataLayer } = window as unknown as { dataLayer: unknown[] };
      dataLayer.push({ event: 'view_item', ecommerce: { items: [{ item_id }] } });
    }, CHAIR);
    await expect.poll(profile).toEqual({ kept: 'memory', keptReason: 'store-crypto', ids: [CHAIR] });

    await page.getByRole('searchbox', { name: 'Search products' }).fill('comfortable chair for the office');
    const result = page.locator('vitrine-search').getByRole('listitem').first();
    await expect(result).toBeVisible();
    expect(await result.textContent()).toMatch(/chair|stool|seat/i);

    const file = await page.evaluate(async () => {
      const recommender = await window.vitrine!;
      const file = await recommender.exportProfile();
      await recommender.eraseProfile();
      await recommender.importProfile(file);
      return file.events.flatMap(({ ids }) => ids);
    });
    expect(file).toContain(CHAIR);
    expect((await profile()).ids).toEqual(file);
    expect(await page.evaluate(async () => (await indexedDB.databases()).length)).toBe(0);
    expect(seen).toEqual({
      warnings: [expect.stringContaining('vitrine [store-crypto] ')],
      thrown: [],
      violations: [],
    });
  });
