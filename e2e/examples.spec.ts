import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, test, type Page } from '@playwright/test';
import { build } from 'vite';
import { FOLDERS, observe, SHOP, STRICT } from './page-server.ts';
import { PAGES_PORT } from './ports.ts';
import { serveFolders } from './serve.ts';
import { region, watch } from './shop.ts';
import { CLEAN } from './use-hosts.ts';

const EXAMPLES = fileURLToPath(new URL('../demo/examples/', import.meta.url));
const CHAIR = 'Beech chair';
/** The pack of the demo's own shop, which its server has made. */
const PACK = fileURLToPath(new URL('../demo/.data/made/pack/', import.meta.url));

const products = (page: Page, shelf: string) => region(page, shelf).getByRole('listitem').locator('.link');

/** Stays on the page when a link is followed, so that the example can be looked at afterwards. */
const stay = (page: Page) =>
  page.evaluate(() => {
    document.addEventListener('click', (event) => {
      if ((event.target as Element).closest('vitrine-shelf')) event.preventDefault();
    });
  });

/** Views the chair in the React or Vue example, and follows a product of its shelf. */
async function useShop(page: Page): Promise<void> {
  const said: string[] = [];
  page.on('console', (message) => said.push(message.text()));
  await expect(products(page, 'Related products')).toHaveCount(8);
  await expect(page.getByText('The fallback')).toBeHidden();
  await page.getByRole('button', { name: 'View the chair' }).click();
  await expect(page.getByText('Recently viewed:')).toContainText(CHAIR);
  await stay(page);
  const second = products(page, 'Related products').nth(1);
  const title = await second.locator('.title').textContent();
  await second.click();
  await expect.poll(() => said).toContain(title);
}

test.describe('served by npm start', () => {
  test('the demo leads to the examples, and their page to each of them', async ({ page }) => {
    await page.goto('/');
    await page.getByRole('link', { name: 'examples' }).click();
    await expect(page).toHaveURL('/examples/');
    const links = page.getByRole('listitem').getByRole('link');
    await expect(links).toHaveText(['Script tag', 'Bundler', 'React', 'Vue', 'Own events']);
    for (const link of await links.all()) {
      const name = (await link.textContent())!;
      const response = await page.request.get(new URL((await link.getAttribute('href'))!, page.url()).href);
      expect(await response.text()).toContain(`<h1>${name}</h1>`);
    }
  });

  test('the script tag fills its elements', async ({ page, baseURL }) => {
    const seen = watch(page, baseURL!);
    await page.goto('/examples/script-tag.html');
    await expect(products(page, 'Related products')).toHaveCount(8);
    await expect(products(page, 'Trending now')).toHaveCount(8);
    await expect(page.getByText('All our chairs')).toBeHidden();
    await expect(page.getByRole('searchbox', { name: 'Search products' })).toBeVisible();
    await expect(region(page, 'Your shopping history')).toBeVisible();
    expect(seen).toEqual({ foreign: [], errors: [] });
  });

  test('a bundler’s import gives shelves by script and with elements', async ({ page, baseURL }) => {
    const seen = watch(page, baseURL!);
    await page.goto('/examples/bundler.html');
    await expect(page.locator('#for-you a')).toHaveCount(5);
    await expect(page.locator('#for-you a').first()).toHaveAttribute('href', /^\/product\/.+/);
    await expect(products(page, 'Others also viewed')).not.toHaveCount(0);
    expect(seen).toEqual({ foreign: [], errors: [] });
  });

  for (const name of ['react', 'vue']) {
    test(`${name}: the shelf, the hooks and the events work`, async ({ page, baseURL }) => {
      const seen = watch(page, baseURL!);
      await page.goto(`/examples/${name}.html`);
      await useShop(page);
      expect(seen).toEqual({ foreign: [], errors: [] });
    });
  }

  test('the shop’s own events arrive, and change what is shown', async ({ page, baseURL }) => {
    const seen = watch(page, baseURL!);
    const said: string[] = [];
    page.on('console', (message) => said.push(message.text()));
    await page.goto('/examples/own-events.html');
    await expect(products(page, 'For you')).toHaveCount(8);
    const cold = await products(page, 'For you').locator('.title').allTextContents();
    await page.getByRole('button', { name: 'View the chair' }).click();
    await expect(page.locator('#heard')).toHaveText('view_item');
    await page.getByRole('button', { name: 'Put the chair in the cart' }).click();
    await expect(page.locator('#heard')).toHaveText('view_item, add_to_cart');
    const events = await page.evaluate(async () => (await (await window.vitrine!).profile()).events);
    expect(events.map(({ name, ids }) => [name, ...ids])).toEqual([
      ['view_item', 'beech-chair'],
      ['add_to_cart', 'beech-chair'],
    ]);
    await expect.poll(() => products(page, 'For you').locator('.title').allTextContents()).not.toEqual(cold);
    await stay(page);
    const first = products(page, 'For you').first();
    const title = await first.locator('.title').textContent();
    await first.click();
    await expect.poll(() => said).toContain(title);
    await expect(page.locator('#heard')).toHaveText('view_item, add_to_cart, select_item');
    expect(seen).toEqual({ foreign: [], errors: [] });
  });
});

test.describe('bundled from the built package', () => {
  let folder: string;
  let close: () => void;
  test.beforeAll(async () => {
    // As shops do: the bundler must find the workers, the WebAssembly and the elements.
    folder = mkdtempSync(join(tmpdir(), 'vitrine-examples-'));
    await build({
      configFile: false,
      root: EXAMPLES,
      base: '/bundled/',
      logLevel: 'error',
      publicDir: false,
      worker: { format: 'es' },
      build: {
        outDir: folder,
        rolldownOptions: {
          input: {
            bundler: join(EXAMPLES, 'bundler.ts'),
            react: join(EXAMPLES, 'react.tsx'),
            vue: join(EXAMPLES, 'vue.ts'),
          },
          output: { entryFileNames: '[name].js' },
        },
      },
    });
    const pages = ['bundler', 'react', 'vue'].map((name) => {
      const html = readFileSync(join(EXAMPLES, `${name}.html`), 'utf8');
      return [`/${name}.html`, html.replace(/src="\w+\.tsx?"/, `src="/bundled/${name}.js"`)] as const;
    });
    const folders = { ...FOLDERS, '/bundled/': folder, '/pack/': PACK };
    const policy = () => ({ 'content-security-policy': STRICT });
    const server = await serveFolders(folders, PAGES_PORT, policy, new Map(pages));
    close = () => server.close();
  });
  test.afterAll(() => {
    close();
    rmSync(folder, { recursive: true, force: true });
  });

  test('a bundler’s import works under a strict policy', async ({ page }) => {
    const seen = await observe(page);
    await page.goto(`${SHOP}/bundler.html`);
    await expect(page.locator('#for-you a')).toHaveCount(5);
    await expect(products(page, 'Others also viewed')).not.toHaveCount(0);
    expect(seen).toEqual(CLEAN);
  });

  for (const name of ['react', 'vue']) {
    test(`${name}: the shelf, the hooks and the events work under a strict policy`, async ({ page }) => {
      const seen = await observe(page);
      await page.goto(`${SHOP}/${name}.html`);
      await useShop(page);
      expect(seen).toEqual(CLEAN);
    });
  }
});
