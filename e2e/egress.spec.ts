import { readFileSync } from 'node:fs';
import type { Server } from 'node:http';
import { expect, test, type Browser, type BrowserContext, type Page } from '@playwright/test';
import { makePage } from './made-page.ts';
import { before, CDN, SHOP, STRICT } from './page-server.ts';
import { PROXY_PORT } from './ports.ts';
import { startProxy, type Sent } from './recording-proxy.ts';
import { listed, newShopper } from './shopper.ts';
import { ready, type Own } from './tabs.ts';
import { useHosts } from './use-hosts.ts';

const hosts = useHosts(STRICT);
let proxy: Server;
let sent: Sent[];
test.beforeAll(async () => {
  ({ server: proxy, sent } = await startProxy(PROXY_PORT));
});
test.afterAll(() => proxy.close());
test.beforeEach(() => (sent.length = 0));

interface Shopper {
  /** Which rows of the pack are viewed: every `step`th, from `first` on. */
  readonly first: number;
  readonly step: number;
  readonly searches: readonly string[];
}
const ONE: Shopper = { first: 0, step: 1, searches: ['office chair', 'red stapler', 'laser printer'] };
const OTHER: Shopper = { first: 1800, step: -7, searches: ['envelopes', 'a lamp for a dark desk', 'x'] };

/** What is stored besides the history: cookies, Cache Storage and localStorage. */
async function traces(context: BrowserContext, page: Page) {
  const cookies = await context.cookies();
  const inPage = await page.evaluate(async () => ({
    connections: (window as unknown as { connections: string[] }).connections.length,
    caches: await caches.keys(),
    local: Object.keys(localStorage),
    session: Object.keys(sessionStorage),
    address: location.href,
  }));
  return { cookies: cookies.length, ...inPage };
}

// Without a form, because Chromium asks its own server how to fill in forms.
const BODY = '<vitrine-shelf heading="For you"></vitrine-shelf>';
const makeShop = () =>
  makePage(hosts, 'visit', {
    body: BODY,
    attributes: 'data-pack="/pack/manifest.json" data-consent="granted"',
  });

const packIds = (): string[] => {
  const read = (file: string) =>
    JSON.parse(readFileSync(new URL(`.superstore/pack/${file}`, import.meta.url), 'utf8')) as unknown;
  const { shards } = read('manifest.json') as { shards: { items: { file: string } }[] };
  return shards.flatMap(({ items }) => (read(items.file) as { id: string[] }).id);
};

/** A long visit: a hundred views, a cart, a purchase, searches, and at the end the history is erased. */
async function visit(browser: Browser, { first, step, searches }: Shopper) {
  const context = await newShopper(browser);
  const page = await context.newPage();
  await page.goto(makeShop());
  await ready(page);
  const ids = packIds();
  const viewed = Array.from({ length: 100 }, (_, i) => ids.at((first + i * step) % ids.length)!);
  await page.evaluate(
    async ([viewed, searches]) => {
      const { own } = window as unknown as Own;
      for (const item_id of viewed) await own.track('view_item', { items: [{ item_id }] });
      const items = viewed.slice(0, 3).map((item_id) => ({ item_id }));
      await own.track('add_to_cart', { items });
      await own.track('remove_from_cart', { items: items.slice(1) });
      await own.track('purchase', { items, transaction_id: 'T-1', value: 99 });
      await own.track('dislike', { items: items.slice(2) });
      for (const text of searches) {
        await own.search(text);
        await own.track('search', { search_term: text });
      }
      await own.search('chair', { meaning: 'wait' }); // the searches before have the model loaded, and do not wait
      for (const model of ['recommended-for-you', 'recently-viewed', 'buy-again'] as const)
        await own.recommend({ model });
      await own.importProfile(await own.exportProfile());
    },
    [viewed, searches] as const,
  );
  const verified = await page.evaluate(() => (window as unknown as Own).own.verify());
  await page.evaluate(() => (window as unknown as Own).own.eraseProfile());
  await page.waitForTimeout(1000); // for requests that might still be made
  const left = await traces(context, page);
  await context.close();
  return { requests: sent.splice(0), verified, left };
}

test('two different visits fetch the same files, by GET, and send nothing', async ({ browser }) => {
  test.setTimeout(120_000);
  const [one, other] = [await visit(browser, ONE), await visit(browser, OTHER)];

  for (const { method, url, body } of one.requests) {
    expect(`${method} ${url} ${body}`).toMatch(
      new RegExp(`^GET ${SHOP}/(visit\\.(html|js)|icon\\.svg|(vitrine|pack)/[\\w./-]+) $`),
    );
  }
  expect(one.requests.filter(({ url }) => url.includes('/pack/')).length).toBeGreaterThan(5);
  expect(one.requests.filter(({ url }) => url.endsWith('.deflate'))).toHaveLength(1); // the searches have loaded the model
  expect(listed(other.requests)).toEqual(listed(one.requests));

  const nothing = {
    cookies: 0,
    connections: 0,
    caches: [],
    local: [],
    session: [],
    address: `${SHOP}/visit.html`,
  };
  expect([one.left, other.left]).toEqual([nothing, nothing]);
});

test('`verify` lists what was fetched, as the network saw it, and what is stored', async ({ browser }) => {
  const { requests, verified } = await visit(browser, { ...ONE, searches: ['office chair'] });
  const urls = requests.map(({ url }) => url);
  for (const { url, bytes } of verified.fetched) {
    expect(urls).toContain(url);
    expect(bytes).toBeGreaterThan(0);
  }
  const pack = urls.filter((url) => url.startsWith(`${SHOP}/pack/`)).sort();
  const fetched = verified.fetched.filter(({ url }) => pack.includes(url));
  expect(fetched.map(({ url }) => url).sort()).toEqual(pack);
  const unchecked = verified.fetched
    .filter(({ checked }) => !checked)
    .map(({ url }) => url.replace(/.*\//, '').replace(/-[\w-]{8}\.js$/, '.js'))
    .filter((name) => name !== 'vitrine-join-tables.js'); // only a pack that continues another needs it
  expect([...new Set(unchecked)].sort()).toEqual([
    'manifest.json',
    'vitrine-buy-again.js',
    'vitrine-en.js',
    'vitrine-indexed-db.js',
    'vitrine-ort.wasm.bundle.min.js',
    'vitrine-profile-files.js',
    'vitrine-rank-by-search.js',
    'vitrine-rolldown-runtime.js',
  ]);

  const { stored } = verified;
  expect(stored).toMatchObject({ kept: 'disk', database: 'vitrine /pack/manifest.json', events: 105 });
  expect(stored.bytes).toBeGreaterThan(5000);
  expect(Date.now() - stored.oldest!).toBeLessThan(120_000);
});

test('control: the proxy sees what a page and each kind of worker send', async ({ browser }) => {
  hosts.policy = undefined;
  const context = await newShopper(browser);
  const page = await context.newPage();
  hosts.made.set(
    '/worker.js',
    `fetch('${CDN}/pack/from-' + self.constructor.name, { method: 'POST', body: 'sku-1' }).catch(() => {});`,
  );
  hosts.made.set('/control.html', '<!doctype html><title>control</title>');
  await page.goto(`${SHOP}/control.html`);
  await page.evaluate(async (cdn) => {
    new Worker('/worker.js');
    new SharedWorker('/worker.js');
    new Image().src = `${cdn}/pixel?id=sku-1`;
    navigator.sendBeacon(`${cdn}/beacon`, 'sku-1');
    new WebSocket(`${cdn.replace('http', 'ws')}/socket`);
    new RTCPeerConnection();
    document.cookie = 'shopper=sku-1';
    localStorage.setItem('shopper', 'sku-1');
    await (await caches.open('shopper')).put('/sku-1', new Response('sku-1'));
    history.pushState(null, '', '#sku-1');
  }, CDN);
  const seen = () => sent.map(({ method, url, body }) => `${method} ${url} ${body}`);
  const host = CDN.replace('http://', '');
  for (const request of [
    `POST ${CDN}/pack/from-DedicatedWorkerGlobalScope sku-1`,
    `POST ${CDN}/pack/from-SharedWorkerGlobalScope sku-1`,
    `GET ${CDN}/pixel?id=sku-1 `,
    `POST ${CDN}/beacon sku-1`,
    `CONNECT ${host} `,
  ])
    await expect.poll(seen).toContain(request);
  expect(await traces(context, page)).toEqual({
    cookies: 1,
    connections: 1,
    caches: ['shopper'],
    local: ['shopper'],
    session: [],
    address: `${SHOP}/control.html#sku-1`,
  });
  await context.close();
});

/** Has the engine's worker fetch a file of another origin. @returns The outcome. */
async function askedElsewhere(page: Page, when: 'before' | 'after'): Promise<string> {
  const ask = `{
    const tell = (word) => new BroadcastChannel('asked').postMessage(word);
    fetch('${CDN}/pack/manifest.json').then(() => tell('answered'), (error) => tell(String(error)));
  }`;
  before(hosts, 'vitrine-entry.js', when === 'before' ? ask : `setTimeout(() => ${ask});`);
  hosts.made.set('/asked.html', '<!doctype html><title>asked</title>');
  await page.goto(`${SHOP}/asked.html`);
  return page.evaluate(async () => {
    const told = new Promise<string>((resolve) => {
      new BroadcastChannel('asked').onmessage = ({ data }) => {
        resolve(String(data));
      };
    });
    const source = '/vitrine/vitrine.js';
    const { createRecommender } = (await import(source)) as typeof import('../src/index.ts');
    await createRecommender({ pack: '/pack/manifest.json' });
    return told;
  });
}

test("the policy sent with the worker's script keeps the worker to its own origin", async ({ page }) => {
  expect(await askedElsewhere(page, 'before')).toMatch(/TypeError: Failed to fetch/);
});

test('control: without a policy, code that runs before ours reaches another origin', async ({ page }) => {
  hosts.policy = undefined;
  expect(await askedElsewhere(page, 'before')).toBe('answered');
});

test('without a policy the worker itself refuses other origins', async ({ page }) => {
  hosts.policy = undefined;
  expect(await askedElsewhere(page, 'after')).toMatch(/requests to .* are not allowed here/);
});
