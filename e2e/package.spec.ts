/** The two packages as npm installs them: what they weigh, what they bring along, and that they work. */
import { execFileSync, spawnSync } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import type { Server } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { brotliDecompressSync, gunzipSync } from 'node:zlib';
import { expect, test } from '@playwright/test';
import { PACKAGE_PORT } from './ports.ts';
import { serve } from './serve.ts';
import { watch } from './shop.ts';

const ROOT = fileURLToPath(new URL('..', import.meta.url));
const ORIGIN = `http://localhost:${PACKAGE_PORT}`;
const STRICT = "default-src 'self'; script-src 'self' 'wasm-unsafe-eval'; worker-src 'self'";
const tarball = (name: string) => join(ROOT, `dist/npm/${name}.tgz`);

const CATALOGUE = `id,title,category,price
boots,Waterproof hiking boots,Footwear,120.00 EUR
sandals,Light summer sandals,Footwear,40.00 EUR
tent,Tent for two people,Camping,210.00 EUR
stove,Small gas cooking stove,Camping,35.00 EUR
chair,Office chair with armrests,Furniture,150.00 EUR
desk,Wooden writing desk,Furniture,300.00 EUR
`;
// Nothing is told of what fewer than three have bought.
const ORDERS = `order_id,item_id,date
1,tent,2026-01-01
1,stove,2026-01-01
2,tent,2026-01-02
2,stove,2026-01-02
3,tent,2026-01-03
3,stove,2026-01-03
4,tent,2026-01-04
`;
const PAGE = `<!doctype html><html lang="en"><title>Shop</title><link rel="icon" href="/icon.svg">
<script type="module" src="/node_modules/vitrine/dist/browser/vitrine.js" data-pack="/pack/manifest.json"></script>`;
const TYPED_PAGE = `import { createRecommender, VitrineError, type Recommender, type Shelf } from 'vitrine';
import { VitrineShelf } from 'vitrine/elements';
import { RecommenderProvider, Shelf as ReactShelf, useShelf } from 'vitrine/react';
import { RecommenderPlugin, useShelf as useVueShelf } from 'vitrine/vue';

export const recommender: Promise<Recommender> = createRecommender({ pack: '/pack/manifest.json' });
export const shelf: Promise<Shelf> = recommender.then((one) => one.recommend({ model: 'trending-items', limit: 4 }));
export const element: HTMLElement = new VitrineShelf();
export const code: string = new VitrineError('bad-argument', 'no').code;
export const page = () => (
  <RecommenderProvider options={{ pack: '/pack/manifest.json' }}>
    <ReactShelf model="trending-items" limit={4} actions={['cart']} onCart={({ item }) => item.objectID} />
    <vitrine-search limit={4} className="search" />
  </RecommenderProvider>
);
export { RecommenderPlugin, useShelf, useVueShelf };
// @ts-expect-error: there is no such model
void recommender.then((one) => one.recommend({ model: 'no-such-model' }));
`;

/** An empty project. */
function project(): { readonly folder: string; run(command: string, ...args: string[]): string } {
  const folder = mkdtempSync(join(tmpdir(), 'vitrine-package-'));
  writeFileSync(join(folder, 'package.json'), '{"private": true, "type": "module"}');
  return {
    folder,
    run: (command, ...args) => execFileSync(command, args, { cwd: folder, encoding: 'utf8' }),
  };
}
const install = ['npm', 'install', '--no-audit', '--no-fund', '--silent'] as const;

/** What npm has put into a project: megabytes of files, and the names of packages. */
function installed(folder: string): { readonly megabytes: number; readonly packages: readonly string[] } {
  const modules = join(folder, 'node_modules');
  const files = readdirSync(modules, { recursive: true, withFileTypes: true }).filter((file) =>
    file.isFile(),
  );
  const bytes = files.reduce((sum, { parentPath, name }) => sum + statSync(join(parentPath, name)).size, 0);
  const { packages } = JSON.parse(readFileSync(join(modules, '.package-lock.json'), 'utf8')) as {
    packages: Record<string, unknown>;
  };
  return {
    megabytes: bytes / 1e6,
    packages: Object.keys(packages).map((path) => path.slice('node_modules/'.length)),
  };
}

const shop = project();
const site = project();
let server: Server;

test.beforeAll(async () => {
  test.setTimeout(300_000);
  execFileSync('npm', ['run', '--silent', 'packages'], { cwd: ROOT }); // the build has run before these tests do
  site.run(...install, tarball('vitrine'));
  shop.run(...install, tarball('vitrine'), tarball('vitrine-cli'));
  for (const [name, content] of Object.entries({
    'catalogue.csv': CATALOGUE,
    'orders.csv': ORDERS,
    'index.html': PAGE,
    'icon.svg': '<svg xmlns="http://www.w3.org/2000/svg"/>',
  }))
    writeFileSync(join(shop.folder, name), content);
  server = await serve(shop.folder, PACKAGE_PORT, STRICT);
});

test.afterAll(() => {
  server.close();
  for (const { folder } of [shop, site]) rmSync(folder, { recursive: true, force: true });
});

test("a page's package brings nothing along and takes at most 5 MB; the command line takes at most 20 MB more", () => {
  const page = installed(site.folder);
  const all = installed(shop.folder);
  console.info(`vitrine: ${page.megabytes.toFixed(2)} MB; with vitrine-cli: ${all.megabytes.toFixed(2)} MB`);
  expect(page.packages).toEqual(['vitrine']);
  expect(page.megabytes).toBeLessThan(5);
  expect(all.packages).toEqual(['vitrine', 'vitrine-cli']);
  expect(all.megabytes).toBeLessThan(page.megabytes + 20);
});

test("a page's package imports in Node and type-checks with React and Vue, strictly, its own declarations included", () => {
  test.setTimeout(240_000);
  const { devDependencies } = JSON.parse(readFileSync(join(ROOT, 'package.json'), 'utf8')) as {
    devDependencies: Record<string, string>;
  };
  const peers = ['react', 'vue', '@types/react'].map((name) => `${name}@${devDependencies[name]!}`);
  site.run(...install, ...peers);
  const entries = ['vitrine', 'vitrine/elements', 'vitrine/react', 'vitrine/vue'];
  const script = `for (const entry of ${JSON.stringify(entries)}) await import(entry); console.log('imported')`;
  expect(site.run('node', '--input-type=module', '--eval', script)).toBe('imported\n');

  writeFileSync(join(site.folder, 'page.tsx'), TYPED_PAGE);
  const options = ['--noEmit', '--strict', '--jsx', 'react-jsx', '--module', 'esnext', '--target', 'es2022'];
  const tsc = join(ROOT, 'node_modules/typescript/bin/tsc');
  const { status, stdout } = spawnSync(
    process.execPath,
    [tsc, ...options, '--moduleResolution', 'bundler', 'page.tsx'],
    { cwd: site.folder, encoding: 'utf8' },
  );
  expect(stdout).toBe('');
  expect(status).toBe(0);
});

test('without the command line, `npx vitrine` says in one sentence what to install', () => {
  const { status, stdout, stderr } = spawnSync('npx', ['vitrine', 'build', 'catalogue.csv'], {
    cwd: site.folder,
    encoding: 'utf8',
  });
  expect({ status, stdout }).toEqual({ status: 2, stdout: '' });
  expect(stderr).toBe(
    'vitrine: the command line is a package of its own: npm install --save-dev vitrine-cli, or npx vitrine-cli build catalogue.csv\n',
  );
});

test('the packages, installed into an empty project, build a pack and serve a page under a strict policy', async ({
  page,
}) => {
  test.setTimeout(120_000);
  shop.run('npx', 'vitrine', 'build', 'catalogue.csv', '--orders', 'orders.csv', '--out', 'pack', '--json');
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

test('no file that a shop hosts is over 24 MiB, and each script and style has compressed variants', () => {
  const hosted = [join(shop.folder, 'node_modules/vitrine/dist/browser'), join(shop.folder, 'pack')];
  const files = hosted.flatMap((folder) =>
    readdirSync(folder, { recursive: true, withFileTypes: true })
      .filter((file) => file.isFile())
      .map(({ parentPath, name }) => join(parentPath, name)),
  );
  for (const file of files) expect(statSync(file).size, file).toBeLessThan(24 * 2 ** 20);
  const sent = files.filter((file) => file.startsWith(hosted[0]!) && /\.(js|css)$/.test(file));
  expect(sent.length).toBeGreaterThan(20);
  for (const file of sent) {
    const plain = readFileSync(file);
    expect(brotliDecompressSync(readFileSync(`${file}.br`)).equals(plain), file).toBe(true);
    expect(gunzipSync(readFileSync(`${file}.gz`)).equals(plain), file).toBe(true);
  }
});

test('NOTICE lists the licences of everything in each package (`npm run notice` writes it again)', () => {
  const noticeOf = (name: string) => readFileSync(join(shop.folder, 'node_modules', name, 'NOTICE'), 'utf8');
  for (const [name, holds] of Object.entries({
    vitrine: ['comlink', 'idb', 'valibot', 'onnxruntime-web', '@huggingface/tokenizers', '@rgrove/parse-xml'],
    'vitrine-cli': ['commander', 'csv-parse', 'yaml', 'hyparquet', '@observablehq/plot', 'onnxruntime-web'],
  }))
    for (const held of holds) expect(noticeOf(name)).toMatch(new RegExp(`^${held} \\d`, 'm'));
  expect(readFileSync(join(ROOT, 'NOTICE'), 'utf8')).toBe(noticeOf('vitrine'));
});
