import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { expect, test, type Page } from '@playwright/test';
import { before, CDN, observe, SHOP, STRICT } from './page-server.ts';
import { CLEAN, useHosts } from './use-hosts.ts';
import { region } from './shop.ts';

const hosts = useHosts();

const links = (page: Page, name: string) => region(page, name).getByRole('listitem').getByRole('link');

/** Types into the search element, and gives the first title that it finds. */
async function firstFound(page: Page, text: string): Promise<string> {
  await page.getByRole('searchbox', { name: 'Search products' }).fill(text);
  const result = page.locator('vitrine-search').getByRole('listitem').first();
  await expect(result).toBeVisible();
  return (await result.textContent())!;
}

test('a static page under a strict policy gets its shelves and its search', async ({ page }) => {
  const seen = await observe(page);
  hosts.policy = STRICT;
  await page.goto(`${SHOP}/shop.html`);
  await expect(links(page, 'Related products')).toHaveCount(8);
  await expect(links(page, 'Ordered by many')).toHaveCount(6);
  await expect(page.getByText('All our chairs')).toBeHidden();
  await expect(links(page, 'Popular in this shop')).not.toHaveCount(0); // nothing is known yet
  expect(await firstFound(page, 'comfortable chair for the office')).toMatch(/chair|stool|seat/i);
  expect(seen).toEqual(CLEAN);
});

test('the policy that the tests watch does refuse what breaks it', async ({ page }) => {
  const seen = await observe(page);
  hosts.policy = STRICT;
  await page.goto(`${SHOP}/shop.html`);
  await page.evaluate(() => {
    const script = document.createElement('script');
    script.textContent = '0';
    document.body.append(script);
  });
  await expect.poll(() => seen.violations.join()).toContain('script-src');
});

test('the text model runs under a strict policy on either provider, without eval', async ({ page }) => {
  test.setTimeout(240_000); // on the software adapter the model's kernels take a minute or more
  const seen = await observe(page);
  before(hosts, 'vitrine-embedder-entry.js', 'try { Function("") } catch { console.log("eval is refused") }');
  const refused: string[] = [];
  page.on('console', (message) => refused.push(message.text()));
  hosts.policy = STRICT;
  await page.goto(`${SHOP}/early.html`);
  const found = await page.evaluate(async () => {
    const source = '/vitrine/vitrine.js';
    const { createRecommender } = (await import(source)) as typeof import('../src/index.ts');
    const search = async (provider: 'wasm' | 'webgpu') => {
      const recommender = await createRecommender({ pack: '/pack/manifest.json', provider });
      const { items, ...shelf } = await recommender.search('office chair', { limit: 5, meaning: 'wait' });
      await recommender.dispose();
      const { provider: used, providerReason } = shelf;
      return { used, providerReason, ids: items.map(({ objectID }) => objectID) };
    };
    return { wasm: await search('wasm'), webgpu: await search('webgpu') };
  });
  expect(refused).toContain('eval is refused'); // the policy holds in the model's worker
  expect(found.wasm).toMatchObject({ used: 'wasm', providerReason: undefined });
  expect(found.webgpu).toMatchObject({ used: 'webgpu', providerReason: undefined }); // no silent fallback
  expect(found.wasm.ids).toHaveLength(5);
  expect(found.webgpu.ids).toEqual(found.wasm.ids);
  expect(seen.thrown).toEqual([]);
});

test('from another origin, with integrity and under a policy, everything works', async ({ page }) => {
  const seen = await observe(page);
  const script = readFileSync(new URL('../dist/browser/vitrine.js', import.meta.url));
  const integrity = `sha384-${createHash('sha384').update(script).digest('base64')}`;
  const html = readFileSync(new URL('pages/shop.html', import.meta.url), 'utf8')
    .replaceAll('"/vitrine/', `"${CDN}/vitrine/`)
    .replace('"/pack/', `"${CDN}/pack/`)
    .replace('<script ', `<script crossorigin integrity="${integrity}" `);
  const policy = [
    `default-src 'self' ${CDN}`,
    `script-src 'self' ${CDN} 'wasm-unsafe-eval'`,
    "worker-src 'self' blob:",
  ].join('; ');
  hosts.made.set('/cdn.html', html);
  hosts.policy = policy;
  await page.goto(`${SHOP}/cdn.html`);
  await expect(links(page, 'Related products')).toHaveCount(8);
  expect(await firstFound(page, 'comfortable chair for the office')).toMatch(/chair|stool|seat/i); // the model's worker as well
  expect(seen).toEqual(CLEAN);
});

test('with the lines of `vitrine tag`, the page works, and a script that somebody has changed does not run', async ({
  page,
}) => {
  const seen = await observe(page);
  const errors: string[] = [];
  page.on('console', (message) => message.type() === 'error' && errors.push(message.text()));
  const folder = fileURLToPath(new URL('../dist/browser', import.meta.url));
  const command = fileURLToPath(new URL('../dist/cli/vitrine.js', import.meta.url));
  const lines = execFileSync(process.execPath, [command, 'tag', folder], { encoding: 'utf8' });
  const html = readFileSync(new URL('pages/shop.html', import.meta.url), 'utf8')
    .replace(/<link rel="stylesheet" href="\/vitrine.*?>/, '')
    .replace(/<script type="module".*<\/script>/, () => lines);
  hosts.made.set('/tagged.html', html);
  await page.goto(`${SHOP}/tagged.html`);
  await expect(links(page, 'Related products')).toHaveCount(8);
  expect(seen).toEqual(CLEAN);

  before(hosts, 'elements.js', 'window.changed = true;'); // what the script tag imports, not its own file
  await page.goto(`${SHOP}/tagged.html`);
  await expect.poll(() => errors.join()).toContain('integrity');
  expect(await page.evaluate(() => 'changed' in window)).toBe(false);
  await expect(page.getByText('All our chairs')).toBeVisible(); // the shop's own content stays
});

test('calls made before the script has come are made afterwards, in their order', async ({ page }) => {
  const seen = await observe(page);
  await page.goto(`${SHOP}/early.html`);
  const order = () => page.evaluate(() => (window as unknown as { order: string[] }).order);
  await expect.poll(order).toEqual(['profile', 'FUR-CH-10000454']);
  const ids = await page.evaluate(async () => {
    const { events } = await (await window.vitrine!).profile();
    return events.flatMap((event) => event.ids);
  });
  expect(ids).toEqual(['FUR-CH-10000454', 'FUR-TA-10000577']);
  expect(seen).toEqual({
    ...CLEAN,
    warnings: ['vitrine [callback] the recommender has no method no-such-call'],
  });
});

test.describe('without JavaScript', () => {
  test.use({ javaScriptEnabled: false });
  test('the fallback is there', async ({ page }) => {
    await page.goto(`${SHOP}/shop.html`);
    await expect(page.getByText('All our chairs')).toBeVisible();
  });
});
