import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, test } from '@playwright/test';
import { dataFile } from '../models/testing/data.ts';
import type * as Vitrine from '../src/index.ts';
import { blank } from './shop.ts';

const SOURCE = `/@fs${fileURLToPath(new URL('../src/index.ts', import.meta.url))}`;
const CLI = fileURLToPath(new URL('../dist/cli/vitrine.js', import.meta.url));

let pack: string;
test.beforeAll(() => {
  test.setTimeout(180_000);
  pack = join(mkdtempSync(join(tmpdir(), 'vitrine-orders-')), 'pack');
  const lines = dataFile('online-retail/online-retail.csv.gz'); // these 541,909 real order lines are the catalogue too
  const columns = 'id=StockCode,title=Description';
  execFileSync(
    process.execPath,
    [CLI, 'build', lines, '--orders', lines, '--columns', columns, '--out', pack],
    {
      stdio: 'pipe',
      maxBuffer: 64 * 1024 * 1024,
    },
  );
});
test.afterAll(() => {
  rmSync(pack, { recursive: true, force: true });
});

test('a pack of real orders shows what was bought together, and the reason names the purchase', async ({
  page,
}) => {
  await blank(page);
  await page.route('**/retail/**', (route) => {
    const name = new URL(route.request().url()).pathname.replace('/retail/', '');
    return route.fulfill({ body: readFileSync(join(pack, name)) });
  });
  const shelves = await page.evaluate(async (source) => {
    const { createRecommender } = (await import(source)) as typeof Vitrine;
    const recommender = await createRecommender({
      pack: '/retail/manifest.json',
      backend: 'wasm',
      shared: false,
    });
    // 22697 to 22699: the green, the pink and the rose Regency teacup; 22423: the cake stand.
    await recommender.track('purchase', { items: [{ item_id: '22697' }] });
    const together = await recommender.recommend({ model: 'bought-together', limit: 4 });
    const viewed = await recommender.recommend({ model: 'also-viewed', objectIDs: ['22697'], limit: 4 });
    await recommender.dispose();
    return { together: together.items, viewed: viewed.items };
  }, SOURCE);

  expect(shelves.together.map(({ objectID }) => objectID)).toEqual(
    expect.arrayContaining(['22698', '22699']),
  );
  for (const { reasons } of shelves.together)
    expect(reasons).toMatchObject([{ event: 'purchase', objectID: '22697', share: 1 }]);
  expect(shelves.viewed).toHaveLength(4);
});
