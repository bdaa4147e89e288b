import { readFileSync } from 'node:fs';
import { expect, test, type Page } from '@playwright/test';
import { makePage } from './made-page.ts';
import { observe, STRICT } from './page-server.ts';
import { CLEAN, useHosts } from './use-hosts.ts';
import { region } from './shop.ts';

const COUNT = 150;

interface Entry {
  readonly id: string;
  readonly title: string;
  readonly category: string;
}

const hosts = useHosts(STRICT);
let entries: Entry[];
test.beforeEach(() => {
  entries = packEntries().slice(0, COUNT);
});

/** Real products: the first shard of the demo's pack. */
function packEntries(): Entry[] {
  const read = (file: string) =>
    JSON.parse(readFileSync(new URL(`.superstore/pack/${file}`, import.meta.url), 'utf8')) as unknown;
  const { shards } = read('manifest.json') as { shards: { items: { file: string } }[] };
  const { id, title, category } = read(shards[0]!.items.file) as Record<
    'id' | 'title' | 'category',
    string[]
  >;
  return id.map((own, i) => ({ id: own, title: title[i]!, category: category[i]! }));
}

const shopify = () =>
  JSON.stringify({
    products: entries.map(({ id, title, category }, i) => ({
      id: 1000 + i,
      title,
      handle: `product-${i}`,
      product_type: category,
      variants: [{ id: 9000 + i, sku: id, price: '9.99', available: true }],
    })),
  });

const page1 = (feed: string, extra = '') =>
  makePage(hosts, 'feed', {
    attributes: `data-feed="${feed}" data-shared="off"`, // the next page is a visit of its own
    head: extra,
    body: `<vitrine-shelf model="related-products" object-ids="1000" limit="4" heading="Like it"><p>All products</p></vitrine-shelf>
      <vitrine-shelf heading="For you" limit="4"></vitrine-shelf>`,
  });
const itemCount = (page: Page) => page.evaluate(async () => (await (await window.vitrine!).profile()).items);

test("Shopify's feed fills shelves without a build; a second visit embeds nothing and fetches only the feed", async ({
  page,
}) => {
  const seen = await observe(page);
  const notes: string[] = [];
  page.on('console', (message) => notes.push(message.text()));
  hosts.made.set('/products.json', shopify());
  const address = page1(
    '/products.json',
    `<script type="application/ld+json">{"@type":"Product","sku":"${entries[3]!.id}"}</script>`,
  );

  const began = Date.now();
  await page.goto(address);
  await expect(region(page, 'Like it').getByRole('listitem')).toHaveCount(4, { timeout: 40_000 });
  const first = Date.now() - began;
  expect(await itemCount(page)).toBeLessThanOrEqual(COUNT); // the first shelf does not wait for all items
  await expect.poll(() => itemCount(page), { timeout: 40_000 }).toBe(COUNT);
  expect(hosts.asked.filter((path) => path.endsWith('.onnx'))).toHaveLength(1);
  expect(notes.join('\n')).toMatch(/150 items of the feed.*vitrine build/);
  await expect(region(page, 'For you').getByRole('listitem')).toHaveCount(4); // the page's JSON-LD names a SKU
  const events = await page.evaluate(async () => (await (await window.vitrine!).profile()).events);
  expect(events.filter(({ name }) => name === 'view_item').flatMap(({ ids }) => ids)).toEqual([
    entries[3]!.id,
  ]);
  await page.waitForTimeout(1000); // until the last vectors are in the cache

  hosts.asked.length = 0;
  const again = Date.now();
  await page.goto(address);
  await expect(region(page, 'Like it').getByRole('listitem')).toHaveCount(4);
  console.info(`first shelf of a feed after ${first} ms, on the second visit after ${Date.now() - again} ms`);
  expect(await itemCount(page)).toBe(COUNT);
  await page.waitForTimeout(5000);
  const beyond = hosts.asked.filter(
    (path) => !/^\/(feed\.(html|js)|icon\.svg|vitrine\/[\w.-]+\.(js|css))$/.test(path),
  );
  expect(beyond).toEqual(['/products.json']);
  expect(hosts.asked.filter((path) => /embedder|ort/.test(path))).toEqual([]);
  expect(seen).toEqual(CLEAN);
});

test('a changed feed is embedded again, and the old vectors are removed', async ({ page }) => {
  hosts.made.set('/small.json', JSON.stringify(entries.slice(0, 6)));
  const address = makePage(hosts, 'small', { attributes: 'data-feed="/small.json" data-shared="off"' });
  await page.goto(address);
  expect(await itemCount(page)).toBe(6);
  hosts.made.set('/small.json', JSON.stringify(entries.slice(0, 7)));
  await page.goto(address);
  expect(await itemCount(page)).toBe(7);
  await page.waitForTimeout(500);
  expect(await page.evaluate(async () => (await (await caches.open('vitrine feed')).keys()).length)).toBe(1);
});

test("Google Merchant's XML fills shelves too", async ({ page }) => {
  const item = ({ id, title, category }: Entry) =>
    `<item><g:id>${id}</g:id><title><![CDATA[${title}]]></title><g:product_type><![CDATA[${category}]]></g:product_type></item>`;
  hosts.made.set(
    '/merchant.xml',
    `<?xml version="1.0"?><rss xmlns:g="http://base.google.com/ns/1.0" version="2.0"><channel>${entries.slice(0, 20).map(item).join('')}</channel></rss>`,
  );
  const body = `<vitrine-shelf model="related-products" object-ids="${entries[0]!.id}" limit="4" heading="Like it"></vitrine-shelf>`;
  await page.goto(makePage(hosts, 'xml', { attributes: 'data-feed="/merchant.xml"', body }));
  await expect(region(page, 'Like it').getByRole('listitem')).toHaveCount(4, { timeout: 40_000 });
});

for (const [what, feed, made, code] of [
  ['is missing', '/nothing.json', undefined, 'pack-load'],
  ['is not a feed', '/csv.json', 'id,title', 'bad-catalogue'],
] as const) {
  test(`if a feed ${what}, the fallback stays and one warning says why`, async ({ page }) => {
    const seen = await observe(page);
    if (made) hosts.made.set(feed, made);
    await page.goto(page1(feed));
    await expect.poll(() => seen.warnings.length).toBe(1);
    expect(seen.warnings[0]).toContain(`vitrine [${code}]`);
    await expect(page.getByText('All products')).toBeVisible();
    expect(seen.thrown).toEqual([]);
  });
}

test('a missing model leads to one warning with its code', async ({ page }) => {
  const seen = await observe(page);
  hosts.made.set('/small.json', JSON.stringify(entries.slice(0, 6)));
  await page.goto(
    makePage(hosts, 'no-model', { attributes: 'data-feed="/small.json" data-model="/nowhere/"' }),
  );
  await expect.poll(() => seen.warnings.length).toBe(1);
  expect(seen.warnings[0]).toContain('vitrine [model-load]');
});
