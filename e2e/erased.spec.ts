import { expect, test, type Page } from '@playwright/test';
import { decryptProfile } from './decrypt-profile.ts';
import { makePage } from './made-page.ts';
import { ownBrowserOn } from './own-browser.ts';
import { browserOn, profileFolder, randomText, type ProfileFolder } from './profile-folder.ts';
import { useHosts } from './use-hosts.ts';

const hosts = useHosts();

/** Visits the shop in a browser that is then closed; without work, only opens it. */
async function visit(
  folder: ProfileFolder,
  attributes: string,
  work: (page: Page) => Promise<unknown> = () => Promise.resolve(),
): Promise<void> {
  const { context, page } = await browserOn(folder);
  const pack = 'data-pack="/pack/manifest.json" data-consent="granted"';
  await page.goto(makePage(hosts, 'erased', { attributes: `${pack} ${attributes}` }));
  await page.evaluate(async () => (await window.vitrine!).profile());
  await work(page);
  await context.close();
}

const track = (ids: readonly string[]) => (page: Page) =>
  page.evaluate(async (ids) => {
    const recommender = await window.vitrine!;
    for (const item_id of ids) await recommender.track('view_item', { items: [{ item_id }] });
  }, ids);

const CASES: readonly (readonly [string, string, (page: Page) => Promise<void>])[] = [
  [
    'erased, by an engine that the tabs share,',
    '',
    (page) => page.evaluate(async () => (await window.vitrine!).eraseProfile()),
  ],
  [
    'refused, by an engine of the page,',
    'data-shared="off"',
    (page) => page.evaluate(async () => (await window.vitrine!).setConsent('denied')),
  ],
];

for (const [what, attributes, erase] of CASES)
  test(`a history that was ${what} cannot be decrypted from the profile’s files`, async () => {
    test.setTimeout(180_000);
    await using folder = await profileFolder();
    const ids = Array.from({ length: 20 }, () => randomText());
    await visit(folder, attributes, track(ids));
    const before = await decryptProfile(folder.path);
    expect(before.ids.toSorted()).toEqual(ids.toSorted()); // so the attack works

    await visit(folder, attributes, erase);
    const after = await decryptProfile(folder.path);
    expect([after.ids, after.halves]).toEqual([[], 0]);
    expect(after.records).toBeGreaterThan(0); // the files still hold them

    const more = Array.from({ length: 5 }, () => randomText());
    await visit(folder, attributes, track(more));
    await visit(folder, attributes);
    const { ids: later } = await decryptProfile(folder.path);
    expect(later.toSorted()).toEqual(more.toSorted());
    console.info(
      `${before.ids.length} of ${ids.length} events decrypted before, ${after.ids.length} of ${ids.length} after, from ${after.records} records in the files`,
    );
  });

test('a history that was erased cannot be decrypted after the browser was killed at once', async () => {
  test.setTimeout(120_000);
  await using folder = await profileFolder();
  const ids = Array.from({ length: 20 }, () => randomText());
  await visit(folder, '', track(ids));
  const own = await ownBrowserOn(folder);
  const page = await own.browser.contexts()[0]!.newPage();
  await page.goto(
    makePage(hosts, 'killed', { attributes: 'data-pack="/pack/manifest.json" data-consent="granted"' }),
  );
  await page.evaluate(async () => (await window.vitrine!).eraseProfile());
  await own.kill();
  expect((await decryptProfile(folder.path)).ids).toEqual([]);
});
