import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import type { Server } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, test } from '@playwright/test';
import { PACKAGE_PORT } from './ports.ts';
import { serve } from './serve.ts';
import { watch } from './shop.ts';

const ROOT = fileURLToPath(new URL('..', import.meta.url));
const ORIGIN = `http://localhost:${PACKAGE_PORT}`;
const STRICT = "default-src 'self'; script-src 'self' 'wasm-unsafe-eval'; worker-src 'self'";

const CATALOGUE = `id,title,category,price
boots,Waterproof hiking boots,Footwear,120.00 EUR
sandals,Light summer sandals,Footwear,40.00 EUR
tent,Tent for two people,Camping,210.00 EUR
stove,Small gas cooking stove,Camping,35.00 EUR
chair,Office chair with armrests,Furniture,150.00 EUR
desk,Wooden writing desk,Furniture,300.00 EUR
`;
const ORDERS = `order_id,item_id,date
1,tent,2026-01-01
1,stove,2026-01-01
2,tent,2026-01-02
`;
const PAGE = `<!doctype html><html lang="en"><title>Shop</title><link rel="icon" href="/icon.svg">
<script type="module" src="/node_modules/vitrine/dist/browser/vitrine.js" data-pack="/pack/manifest.json"></script>`;

let folder: string;
let server: Server;

test.beforeAll(async () => {
  test.setTimeout(240_000);
  folder = mkdtempSync(join(tmpdir(), 'vitrine-package-'));
  const run = (command: string, ...args: string[]) =>
    execFileSync(command, args, { cwd: folder, encoding: 'utf8' });
  // The build has run before these tests do.
  const pack = execFileSync('npm', ['pack', '--silent', '--ignore-scripts', '--pack-destination', folder], {
    cwd: ROOT,
    encoding: 'utf8',
  });
  writeFileSync(join(folder, 'package.json'), '{"private": true}');
  run('npm', 'install', '--no-audit', '--no-fund', '--silent', join(folder, pack.trim()));
  writeFileSync(join(folder, 'catalogue.csv'), CATALOGUE);
  writeFileSync(join(folder, 'orders.csv'), ORDERS);
  writeFileSync(join(folder, 'index.html'), PAGE);
  writeFileSync(join(folder, 'icon.svg'), '<svg xmlns="http://www.w3.org/2000/svg"/>');
  run('npx', 'vitrine', 'build', 'catalogue.csv', '--orders', 'orders.csv', '--out', 'pack', '--json');
  server = await serve(folder, PACKAGE_PORT, STRICT);
});

test.afterAll(() => {
  server.close();
  rmSync(folder, { recursive: true, force: true });
});

test('the package, installed into an empty project, serves a page under a strict policy', async ({
  page,
}) => {
  const seen = watch(page, ORIGIN);
  await page.goto(`${ORIGIN}/index.html`);
  await page.waitForFunction(() => window.vitrine !== undefined);
  const { trending, related, found } = await page.evaluate(async () => {
    const recommender = (await window.vitrine)!;
    const ids = (shelf: { items: readonly { objectID: string }[] }) =>
      shelf.items.map(({ objectID }) => objectID);
    return {
      trending: ids(await recommender.recommend({ model: 'trending-items' })),
      related: ids(
        await recommender.recommend({ model: 'related-products', objectIDs: ['boots'], limit: 1 }),
      ),
      found: ids(await recommender.search('something to sit on at work', { limit: 1 })),
    };
  });
  expect(trending).toEqual(['tent', 'stove']);
  expect(related).toEqual(['sandals']);
  expect(found).toEqual(['chair']);
  expect(seen).toEqual({ foreign: [], errors: [] });
});

test('NOTICE lists the licences of everything in the build (`npm run notice` writes it again)', () => {
  const made = readFileSync(join(ROOT, 'dist/browser/NOTICE.txt'), 'utf8');
  for (const name of [
    'comlink',
    'idb',
    'valibot',
    'onnxruntime-web',
    '@huggingface/tokenizers',
    '@rgrove/parse-xml',
  ])
    expect(made).toMatch(new RegExp(`^${name} \\d`, 'm'));
  expect(readFileSync(join(ROOT, 'NOTICE'), 'utf8')).toBe(made);
});
