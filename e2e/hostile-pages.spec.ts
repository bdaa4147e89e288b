import { expect, test, type Page } from '@playwright/test';
import type { Recommender } from '../src/types.ts';
import { makePage, type Made } from './made-page.ts';
import { before, CDN, observe, SHOP } from './page-server.ts';
import { useHosts } from './use-hosts.ts';

const hosts = useHosts();
const SHELF = '<vitrine-shelf model="trending-items"><p>fallback</p></vitrine-shelf>';
const OWN = 'data-pack="/pack/manifest.json" data-shared="off" data-consent="granted"';
/** An id of the demo's pack. */
async function knownId(): Promise<string> {
  const read = async (file: string): Promise<unknown> => (await fetch(`${SHOP}/pack/${file}`)).json();
  const { shards } = (await read('manifest.json')) as { shards: { items: { file: string } }[] };
  return ((await read(shards[0]!.items.file)) as { id: string[] }).id[0]!;
}

/** Opens a page with a shelf. @returns What the page warned of. */
async function shelvesOn(page: Page, name: string, made: Made): Promise<readonly string[]> {
  const seen = await observe(page);
  await page.goto(makePage(hosts, name, { attributes: OWN, body: SHELF, ...made }));
  await expect(page.locator('vitrine-shelf').getByRole('listitem').first()).toBeVisible({ timeout: 20_000 });
  expect(seen.thrown).toEqual([]);
  return seen.warnings;
}

test('an element, or a frame, that is called vitrine gives way', async ({ page }) => {
  const elements = '<section id="vitrine">Window</section><iframe name="vitrine"></iframe>';
  expect(await shelvesOn(page, 'id', { body: elements + SHELF })).toEqual([]);
  expect(await page.evaluate(() => window.vitrine instanceof Promise)).toBe(true);
});

for (const [what, value] of [
  ['object', '{ push() {} }'],
  ['function', '() => 5'],
  ['promise', 'Promise.resolve(5)'],
] as const)
  test(`another script's ${what} called vitrine stays, and is warned of once`, async ({ page }) => {
    const warnings = await shelvesOn(page, `other-${what}`, {
      script: `window.vitrine = window.own = ${value};`,
    });
    expect(warnings).toEqual([expect.stringContaining('window.vitrine belongs to another script')]);
    expect(await page.evaluate(() => window.vitrine === (window as unknown as { own: never }).own)).toBe(
      true,
    );
  });

for (const name of ['foo', 'get', 'value', 'signal', 'set', 'name', 'type', 'code', 'then', 'toJSON'])
  test(`a page gives all objects the property ${name}: shelves come`, async ({ page }) => {
    expect(
      await shelvesOn(page, `prototype-${name}`, { script: `Object.prototype.${name} = 'taken';` }),
    ).toEqual([]);
  });

for (const shared of ['on', 'off'])
  test(`a page demands Trusted Types and allows the policy: shelves and search come, shared ${shared}`, async ({
    page,
  }) => {
    const policy = "require-trusted-types-for 'script'; trusted-types vitrine";
    const warnings = await shelvesOn(page, `trusted-${shared}`, {
      attributes: `data-pack="/pack/manifest.json" data-shared="${shared}"`,
      head: `<meta http-equiv="Content-Security-Policy" content="${policy}">`,
      body: `${SHELF}<vitrine-search></vitrine-search>`,
    });
    expect(warnings).toEqual([]);
    await page.locator('vitrine-search').getByRole('searchbox').fill('something to sit on');
    await expect(page.locator('vitrine-search li').first()).toBeVisible({ timeout: 30_000 });
  });

test('a data layer whose push cannot be replaced: content, pushes and clicks become events', async ({
  page,
}) => {
  const known = await knownId();
  const product = JSON.stringify({ '@type': 'Product', sku: known, name: 'x' });
  await shelvesOn(page, 'sealed', {
    head: `<script type="application/ld+json">${product}</script>`,
    script: `window.dataLayer = [];
      Object.defineProperty(dataLayer, 'push', { value: Array.prototype.push, writable: false, configurable: false });`,
  });
  await page.evaluate((id) => {
    (window as unknown as { dataLayer: unknown[] }).dataLayer.push({
      event: 'add_to_cart',
      items: [{ item_id: id }],
    });
  }, known);
  await expect
    .poll(() =>
      page.evaluate(async () => {
        const recommender = (await window.vitrine) as unknown as Recommender;
        return (await recommender.exportProfile()).events.map(({ name }) => name).toSorted();
      }),
    )
    .toEqual(['add_to_cart', 'view_item']);
});

for (const shared of ['on', 'off'])
  test(`a page without Web Locks has shelves, shared ${shared}`, async ({ page }) => {
    await page.addInitScript(() => {
      Object.defineProperty(Navigator.prototype, 'locks', { get: () => undefined });
    });
    const attributes = `data-pack="/pack/manifest.json" data-shared="${shared}"`;
    expect(await shelvesOn(page, `no-locks-${shared}`, { attributes })).toEqual([]);
  });

test('a worker reaches no host that the shop has not named, by any of its own ways', async ({ page }) => {
  const reached = `
    const elsewhere = '${CDN}/pack/manifest.json';
    const ways = {
      fetch: () => fetch(elsewhere),
      prototype: () => Object.getPrototypeOf(Object.getPrototypeOf(self)).fetch.call(self, elsewhere),
      post: () => fetch('/pack/manifest.json', { method: 'POST', body: 'x' }),
      cache: async () => (await caches.open('x')).add(elsewhere),
      font: () => new FontFace('x', 'url(' + elsewhere + ')').load(),
      socket: async () => new WebSocket(elsewhere),
      request: async () => new XMLHttpRequest(),
    };
    setTimeout(async () => {
      const open = [];
      for (const [name, go] of Object.entries(ways))
        await (async () => go())().then(() => open.push(name), () => undefined);
      new BroadcastChannel('reached').postMessage(open);
    }, 1000);`;
  before(hosts, 'vitrine-entry.js', reached);
  await page.addInitScript(() => {
    (window as unknown as { reached: Promise<unknown> }).reached = new Promise((resolve) => {
      new BroadcastChannel('reached').onmessage = ({ data }) => {
        resolve(data);
      };
    });
  });
  await shelvesOn(page, 'reach', {});
  expect(await page.evaluate(() => (window as unknown as { reached: Promise<unknown> }).reached)).toEqual([]);
});

test('verify() lists a file that came after 300 others', async ({ page }) => {
  await shelvesOn(page, 'many', {});
  const urls = await page.evaluate(async () => {
    const recommender = (await window.vitrine) as unknown as Recommender;
    for (let i = 0; i < 300; i++) await recommender.refresh();
    await recommender.exportProfile();
    return (await recommender.verify()).fetched.map(({ url }) => url);
  });
  expect(urls.some((url) => url.includes('profile-files'))).toBe(true);
});
