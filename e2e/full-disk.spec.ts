import { expect, test, type Page } from '@playwright/test';
import { decryptProfile } from './decrypt-profile.ts';
import { makePage } from './made-page.ts';
import { ownBrowserOn, type OwnBrowser } from './own-browser.ts';
import { randomText } from './profile-folder.ts';
import { smallDisk } from './small-disk.ts';
import { useHosts } from './use-hosts.ts';

const hosts = useHosts();
/** Of the disk. A browser's new profile takes some 30 of them. */
const MEGABYTES = 90;

/** Opens the shop. @returns The page, and the warnings on its own console. */
async function visit({ browser }: OwnBrowser): Promise<{ page: Page; warnings: string[] }> {
  const page = await browser.contexts()[0]!.newPage();
  const warnings: string[] = [];
  page.on('console', (message) => {
    if (message.text().startsWith('vitrine [')) warnings.push(message.text());
  });
  await page.goto(
    makePage(hosts, 'full', { attributes: 'data-pack="/pack/manifest.json" data-consent="granted"' }),
  );
  await page.evaluate(async () => (await window.vitrine!).profile());
  return { page, warnings };
}

const track = (page: Page, ids: readonly string[]) =>
  page.evaluate(async (ids) => {
    const recommender = await window.vitrine!;
    for (const item_id of ids) await recommender.track('view_item', { items: [{ item_id }] });
  }, ids);

const profile = (page: Page) =>
  page.evaluate(async () => {
    const { kept, keptReason, events } = await (await window.vitrine!).profile();
    return { kept, keptReason, ids: events.flatMap(({ ids }) => ids) };
  });

const idsOf = (count: number) => Array.from({ length: count }, () => randomText());

/** Tracks until the disk takes no more. @returns What was tracked. */
async function trackUntilFull(page: Page): Promise<string[]> {
  const tracked: string[] = [];
  for (let i = 0; i < 50; i++) {
    const ids = idsOf(20);
    await track(page, ids);
    tracked.push(...ids);
    if ((await profile(page)).kept === 'memory') break;
  }
  return tracked;
}

/** Gives consent once more: a browser takes a moment to see that there is room again. @returns The profile. */
async function grant(page: Page): ReturnType<typeof profile> {
  await page.evaluate(async () => (await window.vitrine!).setConsent('granted')).catch(() => undefined);
  return profile(page);
}

/** What a call rejects with. */
const failureOf = (page: Page, call: 'eraseProfile' | 'refuse') =>
  page.evaluate(async (call) => {
    const recommender = await window.vitrine!;
    const asked = call === 'refuse' ? recommender.setConsent('denied') : recommender.eraseProfile();
    return asked.then(
      () => 'nothing',
      (error: unknown) => (error as { code?: string }).code ?? 'no code',
    );
  }, call);

for (const call of ['eraseProfile', 'refuse'] as const)
  test(`on a disk that is really full the history goes on in memory, and ${call} erases what is on the disk before it is next read`, async () => {
    test.setTimeout(180_000);
    await using disk = await smallDisk(MEGABYTES);
    const before = idsOf(50);
    let own = await ownBrowserOn(disk);
    try {
      const { page, warnings } = await visit(own);
      await track(page, before);
      expect(await profile(page)).toEqual({ kept: 'disk', keptReason: undefined, ids: before });
      await disk.fill();
      const more = await trackUntilFull(page);
      expect(await profile(page)).toEqual({
        kept: 'memory',
        keptReason: 'store-quota',
        ids: [...before, ...more],
      });
      expect(warnings).toEqual([expect.stringContaining('vitrine [store-quota] ')]);
      expect(await failureOf(page, call)).toMatch(/^store/);
      // What is in memory serves the visit after a refusal.
      expect((await profile(page)).ids).toEqual(call === 'refuse' ? [...before, ...more] : []);
      await own.kill();
      expect((await decryptProfile(disk.path)).ids).toEqual([]);

      await disk.free();
      own = await ownBrowserOn(disk);
      const next = await visit(own);
      // Whether it is kept on the disk again depends on the browser: Chromium may go on calling that disk full.
      expect((await profile(next.page)).ids).toEqual([]);
      const after = idsOf(3);
      await track(next.page, after);
      expect((await profile(next.page)).ids).toEqual(after);
    } finally {
      await own.kill().catch(() => undefined);
    }
  });

test('once there is room again, what was to be erased is erased before the history is kept on the disk', async () => {
  test.setTimeout(180_000);
  await using disk = await smallDisk(MEGABYTES);
  const own = await ownBrowserOn(disk);
  try {
    const { page } = await visit(own);
    await track(page, idsOf(50));
    await disk.fill();
    await trackUntilFull(page);
    expect(await failureOf(page, 'eraseProfile')).toMatch(/^store/);
    await disk.free();
    const after = idsOf(3);
    await track(page, after);
    await expect.poll(() => grant(page)).toEqual({ kept: 'disk', keptReason: undefined, ids: after });
  } finally {
    await own.kill();
  }
});
