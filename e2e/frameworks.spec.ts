import { mkdtempSync, rmSync } from 'node:fs';
import type { Server } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, test } from '@playwright/test';
import { build } from 'vite';
import { FOLDERS, observe, SHOP, STRICT } from './page-server.ts';
import { PAGES_PORT } from './ports.ts';
import { serveFolders } from './serve.ts';
import { region } from './shop.ts';

const at = (path: string) => fileURLToPath(new URL(path, import.meta.url));

let folder: string;
let server: Server;
test.beforeAll(async () => {
  // Bundled as shops do: workers, wasm and elements must be found by the bundler.
  folder = mkdtempSync(join(tmpdir(), 'vitrine-frameworks-'));
  await build({
    configFile: false,
    root: at('pages/frameworks/'),
    base: '/bundled/',
    logLevel: 'error',
    publicDir: false,
    worker: { format: 'es' },
    build: {
      outDir: folder,
      rolldownOptions: {
        input: { react: at('pages/frameworks/react.ts'), vue: at('pages/frameworks/vue.ts') },
        output: { entryFileNames: '[name].js' },
      },
    },
  });
  const page = (name: string) =>
    `<!doctype html><html lang="en"><meta charset="utf-8"><title>${name}</title><link rel="icon" href="/icon.svg">` +
    `<script type="module" src="/bundled/${name}.js"></script><div id="root"></div>`;
  const made = new Map(['react', 'vue'].map((name) => [`/${name}.html`, page(name)]));
  const folders = { ...FOLDERS, '/bundled/': folder };
  server = await serveFolders(folders, PAGES_PORT, () => ({ 'content-security-policy': STRICT }), made);
});
test.afterAll(() => {
  server.close();
  rmSync(folder, { recursive: true, force: true });
});

for (const [name, heading] of [
  ['react', 'From React'],
  ['vue', 'From Vue'],
] as const) {
  test(`${name}: a bundled page has shelves, events, hooks, and no violation`, async ({ page }) => {
    const seen = await observe(page);
    await page.goto(`${SHOP}/${name}.html`);
    const links = region(page, heading).getByRole('listitem').getByRole('link');
    await expect(links).toHaveCount(4);
    await expect(page.getByText('Fallback')).toBeHidden();
    await page.getByRole('button', { name: 'View the table' }).click();
    await expect(page.locator('#recent')).toContainText('Bretford CR4500');
    const title = await links.nth(1).locator('.title').textContent();
    await page.evaluate(() => {
      document.addEventListener('click', (event) => {
        event.preventDefault();
      });
    });
    await links.nth(1).click();
    await expect(page.locator('#selected')).toHaveText(title!);
    expect(seen).toEqual({ warnings: [], thrown: [], violations: [] });
  });
}
