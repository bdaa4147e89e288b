import { fileURLToPath } from 'node:url';
import { expect, test, type Page, type Route } from '@playwright/test';
import type * as Vitrine from '../src/index.ts';
import { makePack, servePack } from './made-pack.ts';
import { blank, SUPERSTORE_PACK } from './shop.ts';

const SOURCE = `/@fs${fileURLToPath(new URL('../src/index.ts', import.meta.url))}`;
const PACK = SUPERSTORE_PACK;
type Held = Window & { recommender: Vitrine.Recommender };

/** Opens a recommender, kept on the page as `recommender`. @returns The error's code, if opening fails. */
function open(page: Page, options: Vitrine.RecommenderOptions): Promise<string | undefined> {
  return page.evaluate(
    async ([source, given]) => {
      const { createRecommender } = (await import(source)) as typeof Vitrine;
      try {
        // Not shared, so that the test can answer the engine's requests.
        (window as unknown as Held).recommender = await createRecommender({ ...given, shared: false });
        return undefined;
      } catch (error) {
        return (error as { code?: string }).code ?? String(error);
      }
    },
    [SOURCE, options] as const,
  );
}

/** Searches, and then asks for a shelf. */
function search(
  page: Page,
  text = 'something to sit on',
  meaning: 'auto' | 'wait' = 'wait',
): Promise<{ found: number | string; shelf: number }> {
  return page.evaluate(
    async ([text, meaning]) => {
      const { recommender } = window as unknown as Held;
      const found = await recommender.search(text, { meaning }).then(
        ({ items }) => items.length,
        (error: { code?: string }) => error.code ?? String(error),
      );
      const { items } = await recommender.recommend({ model: 'trending-items' });
      return { found, shelf: items.length };
    },
    [text, meaning] as const,
  );
}

const body = async (route: Route, change: (bytes: Buffer) => Buffer) => {
  const response = await route.fetch();
  await route.fulfill({ response, body: change(await response.body()) });
};
const flipped = (bytes: Buffer) => {
  bytes[bytes.length >> 1]! ^= 1;
  return bytes;
};

const DAMAGE: readonly (readonly [string, string, (route: Route) => Promise<unknown>])[] = [
  ['its weights are missing', '**/model/model_quantized-*', (route) => route.fulfill({ status: 404 })],
  [
    'its weights end early',
    '**/model/model_quantized-*',
    (route) => body(route, (bytes) => bytes.subarray(0, 1e6)),
  ],
  ['a bit of its weights is flipped', '**/model/model_quantized-*', (route) => body(route, flipped)],
  ['its tokenizer does not come', '**/model/tokenizer-*', (route) => route.abort()],
  [
    'its configuration is a page',
    '**/model/tokenizer_config-*',
    (route) => route.fulfill({ body: '<!doctype html>' }),
  ],
  ['a bit of its configuration is flipped', '**/model/tokenizer_config-*', (route) => body(route, flipped)],
];

test('if the text model is missing or damaged, only a search that waits for it fails, and it works again once the model is whole', async ({
  page,
}) => {
  test.setTimeout(120_000);
  await blank(page);
  await open(page, { pack: PACK, backend: 'wasm' });
  for (const [what, files, damage] of DAMAGE) {
    await page.route(files, damage);
    expect([what, await search(page)]).toEqual([what, { found: 'model-load', shelf: 8 }]);
    expect([what, await search(page, 'office chair', 'auto')]).toEqual([what, { found: 8, shelf: 8 }]);
    await page.unroute(files);
  }
  expect(await search(page)).toEqual({ found: 8, shelf: 8 });
});

test('if the text model’s vectors have another size than the items’, only the search fails', async ({
  page,
}) => {
  await blank(page);
  const items = Array.from({ length: 8 }, (_, i) => ({ id: `item-${i}`, title: `Item ${i}` }));
  const pack = await servePack(page, 'other-size', await makePack(items, 16));
  await open(page, { pack, backend: 'wasm' });
  expect(await search(page)).toEqual({ found: 'model-load', shelf: 8 });
});

test('if the GPU crashes while many shelves are computed, each shelf is right', async ({ page, browser }) => {
  await blank(page);
  await open(page, { pack: PACK, backend: 'webgpu' });
  const ask = () =>
    page.evaluate(async () => {
      const { recommender } = window as unknown as Held;
      const { items } = await recommender.recommend({ model: 'trending-items', limit: 40 });
      return Promise.all(
        items.map(async ({ objectID }) => {
          const shelf = await recommender.recommend({ model: 'related-products', objectIDs: [objectID] });
          return { backend: shelf.backend, reason: shelf.reason, items: shelf.items };
        }),
      );
    });
  const before = await ask();
  expect(new Set(before.map(({ backend }) => backend))).toEqual(new Set(['webgpu']));
  const cdp = await browser.newBrowserCDPSession();
  const underWay = ask();
  await cdp.send('Browser.crashGpuProcess');
  const during = await underWay;
  const after = await ask();
  expect(during.map(({ items }) => items)).toEqual(before.map(({ items }) => items));
  expect(after.map(({ items }) => items)).toEqual(before.map(({ items }) => items));
  for (const { backend, reason } of [...during, ...after])
    if (backend === 'wasm') expect(reason).toBeTruthy();
});

test('refresh() takes the pack of a new deploy, and refuses a broken deploy', async ({ page }) => {
  await blank(page);
  const season = (name: string) =>
    makePack(Array.from({ length: 9 }, (_, i) => ({ id: `${name}-${i}`, title: `${name} ${i}` })));
  const [spring, autumn] = [await season('spring'), await season('autumn')];
  const files = new Map(spring);
  const pack = await servePack(page, 'season', files);
  await open(page, { pack, backend: 'wasm' });
  const refresh = () =>
    page.evaluate(async () => {
      const { recommender } = window as unknown as Held;
      const said = await recommender.refresh().catch((error: { code?: string }) => error.code);
      const { items } = await recommender.recommend({ model: 'trending-items' });
      return [said, [...new Set(items.map(({ title }) => title.split(' ')[0]))].join()];
    });
  expect(await refresh()).toEqual([false, 'spring']);
  files.set('manifest.json', new TextEncoder().encode('<!doctype html>'));
  expect(await refresh()).toEqual(['bad-pack', 'spring']);
  files.set('manifest.json', autumn.get('manifest.json')!); // its files are not there yet
  expect(await refresh()).toEqual(['pack-load', 'spring']);
  for (const [name, bytes] of autumn) files.set(name, bytes);
  expect(await refresh()).toEqual([true, 'autumn']);
});

test('whatever its arguments, a call ends in an answer or in an error with a code', async ({ page }) => {
  await blank(page);
  const foreign = await page.evaluate(
    async ([source, pack]) => {
      const { createRecommender } = (await import(source)) as typeof Vitrine;
      const cycle: Record<string, unknown> = {};
      cycle['self'] = cycle;
      const odd: unknown[] = [
        ...[null, undefined, 0, NaN, -1, 1n, '', 'x', '\0', '\ud800', '__proto__', Symbol('s'), () => 1],
        ...[
          [],
          [null],
          {},
          Object.create(null),
          cycle,
          new Map(),
          new Date(NaN),
          document.body,
          'x'.repeat(1e6),
        ],
        ...[JSON.parse('{"__proto__":{"polluted":1},"constructor":{"prototype":{"polluted":1}}}')],
      ];
      const foreign: string[] = [];
      const attempt = async (what: string, call: () => unknown) => {
        try {
          await call();
        } catch (error) {
          if (!(error as { code?: string }).code) foreign.push(`${what}: ${String(error)}`);
        }
      };
      const anyCall =
        (object: object, name: string) =>
        (...given: unknown[]) =>
          (Reflect.get(object, name) as (...given: unknown[]) => unknown).apply(object, given);
      const create = createRecommender as (options: unknown) => Promise<Vitrine.Recommender>;
      for (const [i, one] of odd.entries()) {
        for (const key of [
          'pack',
          'feed',
          'model',
          'persist',
          'consent',
          'dataLayer',
          'backend',
          'provider',
        ]) {
          if (typeof one === 'string' && one.length > 1000) continue; // too long for an address
          const source = key === 'model' ? { feed: '/none.json' } : { pack: '/none/manifest.json' };
          const rest = { ...source, shared: false };
          await attempt(`${key} ${i}`, async () => (await create({ ...rest, [key]: one })).dispose());
        }
        await attempt(`options ${i}`, async () => (await create(one)).dispose());
      }
      const recommender = await createRecommender({
        pack,
        backend: 'js',
        shared: false,
        approximate: odd[13] as boolean,
      });
      for (const [i, one] of odd.entries()) {
        for (const name of ['track', 'recommend', 'importProfile', 'setConsent', 'on'])
          await attempt(`${name} ${i}`, () => anyCall(recommender, name)(one));
        await attempt(`search ${i}`, () =>
          typeof one === 'string' ? 0 : anyCall(recommender, 'search')(one),
        );
        await attempt(`search options ${i}`, () => anyCall(recommender, 'search')('', one));
        for (const key of ['items', 'at', 'search_term', 'queryID'])
          await attempt(`${key} ${i}`, () => anyCall(recommender, 'track')('view_item', { [key]: one }));
        await attempt(`item ${i}`, () => anyCall(recommender, 'track')('view_item', { items: [one] }));
        await attempt(`id ${i}`, () =>
          anyCall(recommender, 'track')('view_item', { items: [{ item_id: one, item_name: one }] }),
        );
        for (const key of [
          'limit',
          'objectIDs',
          'filters',
          'include',
          'exclude',
          'threshold',
          'rules',
          'fallback',
          'without',
        ]) {
          const request = { model: 'related-products', objectIDs: ['x'], [key]: one };
          await attempt(`${key} ${i}`, () => anyCall(recommender, 'recommend')(request));
          await attempt(`${key} of many ${i}`, () => anyCall(recommender, 'recommend')([request, one]));
        }
        await attempt(`on change ${i}`, () => anyCall(recommender, 'on')('change', one));
      }
      const shelf = await recommender.recommend({ model: 'trending-items' });
      if (shelf.items.length !== 8) foreign.push('the shelf is gone');
      if (Object.keys(Object.prototype).length > 0 || 'polluted' in {})
        foreign.push('a prototype is polluted');
      await recommender.dispose();
      return foreign;
    },
    [SOURCE, PACK] as const,
  );
  expect(foreign).toEqual([]);
});
