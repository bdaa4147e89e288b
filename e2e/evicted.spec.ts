import { expect, test, type Page } from '@playwright/test';
import { makePage } from './made-page.ts';
import { observe, SHOP } from './page-server.ts';
import { region } from './shop.ts';
import { useHosts } from './use-hosts.ts';

const hosts = useHosts();

const open = (page: Page, attributes = '') =>
  page.goto(
    makePage(hosts, 'evicted', {
      attributes: `data-pack="/pack/manifest.json" data-consent="granted" data-capture="off" ${attributes}`,
      body: '<vitrine-shelf heading="For you"></vitrine-shelf>',
    }),
  );
const track = (page: Page, ids: readonly string[]) =>
  page.evaluate(async (ids) => {
    const recommender = await window.vitrine!;
    await Promise.all(ids.map((item_id) => recommender.track('view_item', { items: [{ item_id }] })));
  }, ids);
const profile = (page: Page) =>
  page.evaluate(async () => {
    const { kept, keptReason, events } = await (await window.vitrine!).profile();
    return { kept, keptReason, ids: events.flatMap(({ ids }) => ids) };
  });

/** Has the browser delete what the shop's origin stores, as it does when it runs out of space, or when its user asks for it. */
async function evict(page: Page, storageTypes: string): Promise<void> {
  const session = await page.context().newCDPSession(page);
  await session.send('Storage.clearDataForOrigin', { origin: SHOP, storageTypes });
  await session.detach();
}

test('a tab whose database is deleted by the browser goes on in memory, says so, and keeps a history anew once consent is given again', async ({
  page,
}) => {
  const seen = await observe(page);
  await open(page);
  await track(page, ['a', 'b']);
  expect(await profile(page)).toEqual({ kept: 'disk', keptReason: undefined, ids: ['a', 'b'] });
  await evict(page, 'all');
  await track(page, ['c']);
  expect(await profile(page)).toEqual({ kept: 'memory', keptReason: 'store-evicted', ids: ['a', 'b', 'c'] });
  expect(seen.warnings).toEqual([expect.stringContaining('vitrine [store-evicted] ')]);
  await expect(region(page, 'For you').getByRole('listitem')).not.toHaveCount(0);

  await page.evaluate(async () => (await window.vitrine!).setConsent('granted'));
  expect(await profile(page)).toEqual({ kept: 'disk', keptReason: undefined, ids: ['a', 'b', 'c'] });
  await open(page);
  expect((await profile(page)).ids).toEqual(['a', 'b', 'c']);
});

/** Each page has an engine of its own, so the next page is a visit of its own. */
const ALONE = 'data-shared="off"';

test('if the browser deletes only the file of the key, the open tab goes on, and the next visit begins anew and says so', async ({
  page,
}) => {
  const seen = await observe(page);
  await open(page, ALONE);
  await track(page, ['a']);
  await evict(page, 'file_systems');
  await track(page, ['b']);
  expect(await profile(page)).toEqual({ kept: 'disk', keptReason: undefined, ids: ['a', 'b'] });
  await page.goto('about:blank');
  await expect.poll(() => page.context().pages().length).toBe(1);
  await open(page, ALONE);
  expect(await profile(page)).toEqual({ kept: 'disk', keptReason: undefined, ids: [] });
  expect(seen.warnings).toEqual([expect.stringContaining('the key of the history is gone')]);
  await track(page, ['c']);
  await open(page, ALONE);
  expect((await profile(page)).ids).toEqual(['c']);
});

test('a storm of two thousand events, with persistent storage asked for meanwhile, is kept whole and in order', async ({
  page,
}) => {
  test.setTimeout(120_000);
  await open(page);
  const ids = Array.from({ length: 2000 }, (_, i) => `storm-${i}`);
  await Promise.all([track(page, ids), page.evaluate(() => navigator.storage.persist())]);
  expect(await profile(page)).toEqual({ kept: 'disk', keptReason: undefined, ids });
  await open(page);
  expect((await profile(page)).ids).toEqual(ids);
  await expect(region(page, 'For you').getByRole('listitem')).not.toHaveCount(0);
});
