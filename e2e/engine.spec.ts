import { fileURLToPath } from 'node:url';
import { expect, test, type Page } from '@playwright/test';
import type * as Quantise from '../src/core/vectors/quantise.ts';
import type * as Random from '../src/core/vectors/random.ts';
import type * as Vitrine from '../src/index.ts';
import type * as Signs from '../src/wasm/signs-scorer.ts';
import type * as Wasm from '../src/wasm/scorer.ts';
import { blank, watch, SUPERSTORE_PACK } from './shop.ts';

// Vite serves the sources by their path.
const SOURCE = `/@fs${fileURLToPath(new URL('../src/index.ts', import.meta.url))}`;
const PACK = SUPERSTORE_PACK;

test('every back end gives the same ids, order and scores, for every item of the catalogue', async ({
  page,
}) => {
  test.setTimeout(300_000);
  await blank(page);
  const { backends, count, differing } = await page.evaluate(
    async ([source, pack]) => {
      const { createRecommender } = (await import(source)) as typeof Vitrine;
      const gpu = await createRecommender({ pack, backend: 'webgpu' });
      const wasm = await createRecommender({ pack, backend: 'wasm' });
      const js = await createRecommender({ pack, backend: 'js' });
      const manifest = (await (await fetch(pack)).json()) as { shards: { items: { file: string } }[] };
      const lists = manifest.shards.map(async ({ items }) => {
        const columns = (await (await fetch(new URL(items.file, new URL(pack, location.href)))).json()) as {
          id: string[];
        };
        return columns.id;
      });
      const ids = (await Promise.all(lists)).flat();
      const backends = new Set<string>();
      const differing: string[] = [];
      for (const id of ids) {
        const request = { model: 'related-products', objectIDs: [id], limit: 20, threshold: -1 } as const;
        const [a, b, c] = await Promise.all(
          [gpu, wasm, js].map((recommender) => recommender.recommend(request)),
        );
        backends.add([a, b, c].map((shelf) => shelf!.backend).join(' '));
        const shown = (shelf: typeof a) =>
          JSON.stringify(shelf!.items.map(({ objectID, _score }) => [objectID, _score]));
        if (shown(a) !== shown(c) || shown(b) !== shown(c) || c!.items.length !== 20) differing.push(id);
      }
      await Promise.all([gpu, wasm, js].map((recommender) => recommender.dispose()));
      return { backends: [...backends], count: ids.length, differing };
    },
    [SOURCE, PACK] as const,
  );
  expect(backends).toEqual(['webgpu wasm js']); // no silent fallback
  expect(count).toBeGreaterThan(1800);
  expect(differing).toEqual([]);
});

test('a software adapter is used only on request, and the shelf says so', async ({ page }) => {
  await blank(page);
  const profile = await page.evaluate(
    async ([source, pack]) => {
      const { createRecommender } = (await import(source)) as typeof Vitrine;
      const recommender = await createRecommender({ pack });
      const { backend, reason } = await recommender.profile();
      await recommender.dispose();
      return { backend, reason };
    },
    [SOURCE, PACK] as const,
  );
  expect(profile).toEqual({ backend: 'wasm', reason: 'WebGPU has only a software adapter' });
});

/** Runs work that must fail. @returns The code of its error. */
async function codeOf(page: Page, options: Vitrine.RecommenderOptions, model: string): Promise<unknown> {
  return page.evaluate(
    async ([source, given, name]) => {
      const { createRecommender, VitrineError } = (await import(source)) as typeof Vitrine;
      try {
        const recommender = await createRecommender({ shared: false, ...given }); // so that the test can answer its requests
        await recommender.recommend({ model: name as Vitrine.ModelName });
        return 'no error';
      } catch (error) {
        return error instanceof VitrineError ? error.code : String(error);
      }
    },
    [SOURCE, options, model] as const,
  );
}

test('errors cross the worker with their codes', async ({ page }) => {
  await blank(page);
  await page.route('**/html/manifest.json', (route) =>
    route.fulfill({ contentType: 'text/html', body: '<!doctype html>' }),
  );
  await page.route('**/future/manifest.json', (route) =>
    route.fulfill({ json: { format: 'vitrine-pack', version: 99 } }),
  );
  expect(await codeOf(page, { pack: '/nowhere/manifest.json' }, 'trending-items')).toMatch(
    /pack-load|bad-pack/,
  );
  expect(await codeOf(page, { pack: '/html/manifest.json' }, 'trending-items')).toBe('bad-pack');
  expect(await codeOf(page, { pack: '/future/manifest.json' }, 'trending-items')).toBe('pack-version');
  expect(await codeOf(page, { pack: PACK }, 'no-such-model')).toBe('bad-argument');
  expect(await codeOf(page, { pack: PACK }, 'related-products')).toBe('bad-argument');
  expect(await codeOf(page, { pack: PACK, backend: 'abacus' as 'js' }, 'trending-items')).toBe(
    'bad-argument',
  );
});

test('a worker that does not load leads to a rejection, not to a hang', async ({ page }) => {
  await blank(page);
  await page.route('**/worker/entry.ts*', (route) => route.fulfill({ status: 404 }));
  for (const shared of [true, false])
    expect(await codeOf(page, { pack: PACK, shared }, 'trending-items')).toBe('worker-load');
});

test('after dispose every call is refused, and the page’s worker has ended', async ({ page }) => {
  await blank(page);
  const codes = await page.evaluate(
    async ([source, pack]) => {
      const { createRecommender } = (await import(source)) as typeof Vitrine;
      const codeAfter = async (shared: boolean) => {
        const recommender = await createRecommender({ pack, shared });
        await recommender.dispose();
        return recommender
          .recommend({ model: 'trending-items' })
          .catch((error: { code: string }) => error.code);
      };
      return [await codeAfter(true), await codeAfter(false)];
    },
    [SOURCE, PACK] as const,
  );
  expect(codes).toEqual(['disposed', 'disposed']);
  await expect.poll(() => page.workers().length).toBe(0);
});

test('if the GPU is lost during a visit, shelves stay right', async ({ page, browser }) => {
  await blank(page);
  const open = page.evaluate(
    async ([source, pack]) => {
      const { createRecommender } = (await import(source)) as typeof Vitrine;
      const recommender = await createRecommender({ pack, backend: 'webgpu' });
      const [first] = (await recommender.recommend({ model: 'trending-items', limit: 1 })).items;
      Object.assign(window, {
        shelf: () => recommender.recommend({ model: 'related-products', objectIDs: [first!.objectID] }),
      });
    },
    [SOURCE, PACK] as const,
  );
  await open;
  const shelf = () =>
    page.evaluate(() => (window as unknown as { shelf: () => Promise<Vitrine.Shelf> }).shelf());
  const before = await shelf();
  const cdp = await browser.newBrowserCDPSession();
  await cdp.send('Browser.crashGpuProcess');
  const after = await shelf();
  expect(before.backend).toBe('webgpu');
  expect(after.backend).toBe('wasm');
  expect(after.reason).toBeTruthy();
  expect(after.items).toEqual(before.items);
  await expect.poll(async () => (await shelf()).backend).toBe('webgpu'); // the GPU is used again without a reload
  expect((await shelf()).items).toEqual(before.items);
});

test('nothing is on disk before consent, and nothing after it is withdrawn', async ({ page, baseURL }) => {
  await blank(page);
  const seen = watch(page, baseURL!);
  const kept = await page.evaluate(
    async ([source, pack]) => {
      const { createRecommender } = (await import(source)) as typeof Vitrine;
      const databases = async () => (await indexedDB.databases()).length;
      const recommender = await createRecommender({ pack });
      const [item] = (await recommender.recommend({ model: 'trending-items', limit: 1 })).items;
      await recommender.track('view_item', { items: [{ item_id: item!.objectID }] });
      const forYou = await recommender.recommend({ model: 'recommended-for-you' });
      const before = [await databases(), (await recommender.profile()).kept];
      await recommender.setConsent('granted');
      const granted = [await databases(), (await recommender.profile()).kept];
      await recommender.setConsent('denied');
      const { events, kept } = await recommender.profile();
      const withdrawn = [await databases(), kept, events.length];
      await recommender.dispose();
      return { personal: forYou.items.length, before, granted, withdrawn };
    },
    [SOURCE, PACK] as const,
  );
  expect(kept).toEqual({
    personal: 8,
    before: [0, 'memory'],
    granted: [1, 'disk'],
    withdrawn: [0, 'memory', 1],
  });
  expect(seen.foreign).toEqual([]);
});

test('a history can be exported and imported, and any other file is refused', async ({ page }) => {
  await blank(page);
  const seen = await page.evaluate(
    async ([source, pack]) => {
      const { createRecommender } = (await import(source)) as typeof Vitrine;
      const open = () =>
        createRecommender({ pack, backend: 'js', persist: 'memory', consent: 'granted', shared: false });
      const [first, second] = [await open(), await open()];
      const { items } = await first.recommend({ model: 'trending-items', limit: 2 });
      for (const { objectID } of items) await first.track('view_item', { items: [{ item_id: objectID }] });
      const file = await first.exportProfile();
      const shelfOf = (one: Vitrine.Recommender) => one.recommend({ model: 'recommended-for-you' });
      const shelf = await shelfOf(first); // an import replaces what it remembers, too
      const refused = await second.importProfile({ ...file, events: [{ name: 'spy' }] }).then(
        () => 'taken',
        (error: { code?: string }) => error.code,
      );
      let changes = 0;
      const stop = second.on('change', () => changes++);
      await second.importProfile(JSON.parse(JSON.stringify(file)));
      const shelves = [shelf, await shelfOf(second)];
      const replaced = (await first.profile()).events.length;
      const kept = [(await second.profile()).kept, (await indexedDB.databases()).length];
      stop();
      await Promise.all([first.dispose(), second.dispose()]);
      return {
        refused,
        changes,
        kept,
        replaced,
        lists: shelves.map((shelf) => shelf.items.map(({ objectID }) => objectID)),
      };
    },
    [SOURCE, PACK] as const,
  );
  expect(seen.refused).toBe('bad-argument');
  expect(seen.changes).toBe(1);
  expect(seen.kept).toEqual(['memory', 0]); // consent is granted, but `persist: 'memory'` never writes
  expect(seen.replaced).toBe(0);
  expect(seen.lists[0]).toHaveLength(8);
  expect(seen.lists[1]).toEqual(seen.lists[0]);
});

test('on a cross-origin isolated page, many threads give the same hits as one', async ({ page }) => {
  const isolated = {
    'Cross-Origin-Opener-Policy': 'same-origin',
    'Cross-Origin-Embedder-Policy': 'require-corp',
  };
  await page.route('**/blank', (route) =>
    route.fulfill({ contentType: 'text/html', headers: isolated, body: '<!doctype html>' }),
  );
  await page.route('**/*thread-entry*', async (route) => {
    const response = await route.fetch();
    await route.fulfill({ response, headers: { ...response.headers(), ...isolated } });
  });
  await page.goto('/blank');
  const seen = await page.evaluate(
    async (root) => {
      const { createWasmScorer } = (await import(`${root}wasm/scorer.ts`)) as typeof Wasm;
      const { createSignsScorer } = (await import(`${root}wasm/signs-scorer.ts`)) as typeof Signs;
      const { quantiseQuery, quantiseRows } = (await import(
        `${root}core/vectors/quantise.ts`
      )) as typeof Quantise;
      const { randomRows, seeded } = (await import(`${root}core/vectors/random.ts`)) as typeof Random;
      const rows = quantiseRows(randomRows(20_000, 64, seeded(1)), 64);
      const results = [];
      for (const create of [createWasmScorer, createSignsScorer]) {
        const [one, four] = [create(rows), create(rows, { threads: 4 })];
        await four.ready;
        let differing = 0;
        let helped = 0;
        for (let i = 0; i < 300; i++) {
          const query = () => quantiseQuery(randomRows(1, 64, seeded(10 + i))).values;
          const scan = { queries: [query(), query()], k: 1 + (i % 256) };
          const [a, b] = await Promise.all([one.scan(scan), four.scan(scan)]);
          if (JSON.stringify(a) !== JSON.stringify(b)) differing++;
          helped = Math.max(helped, four.lastThreads());
          if (i % 20 === 0) await new Promise((resolve) => setTimeout(resolve, 20)); // so that the other threads can start
        }
        one.dispose();
        four.dispose();
        results.push({ differing, helped: helped > 1 });
      }
      return { isolated: crossOriginIsolated, results };
    },
    SOURCE.replace('index.ts', ''),
  );
  const right = { differing: 0, helped: true };
  expect(seen).toEqual({ isolated: true, results: [right, right] });
});
