import { expect, test, type Page } from '@playwright/test';
import type * as Vitrine from '../src/index.ts';
import { ALONE } from './alone.ts';
import { makePage } from './made-page.ts';
import { before } from './page-server.ts';
import { COUNT_BUFFERS, countOf, liveBuffers, pageHeap, workerHeap } from './soak/heap.ts';
import { soaking, tellSoak } from '../src/testing/soak.ts';
import { useHosts } from './use-hosts.ts';

const hosts = useHosts();
const MODULE = '/vitrine/vitrine.js';
const PACK = '/pack/manifest.json';
/** Bytes by which a heap may differ from one measurement to the next. */
const NOISE = 1_000_000;

const CALLS = soaking ? 10_000 : 400;
const CYCLES = soaking ? 1000 : 15;
const EVENTS = 100_000;

interface Shop {
  open(): Promise<Vitrine.Recommender>;
  recommender: Vitrine.Recommender;
  ids: string[];
}

/** Opens a page without scripts of its own, which can open recommenders whose engine is not shared. */
async function openShop(page: Page, backend: 'webgpu' | 'wasm'): Promise<void> {
  await page.goto(makePage(hosts, 'load', { attributes: 'data-none' }));
  await page.evaluate(
    async ([module, pack, name]) => {
      const { createRecommender } = (await import(module)) as typeof Vitrine;
      const open = () => createRecommender({ pack, backend: name, persist: 'memory', shared: false });
      const recommender = await open();
      const { items } = await recommender.recommend({ model: 'trending-items', limit: 100 });
      Object.assign(window, { shop: { open, recommender, ids: items.map(({ objectID }) => objectID) } });
    },
    [MODULE, PACK, backend] as const,
  );
}

/** Asks for shelves of every kind in turn. @returns How many differ from the first answer to the same request. */
function askFor(page: Page, calls: number): Promise<number> {
  return page.evaluate(async (count) => {
    const { recommender, ids } = (window as unknown as { shop: Shop }).shop;
    const shown = new Map<string, string>();
    let wrong = 0;
    for (let i = 0; i < count; i++) {
      const id = ids[i % ids.length]!;
      const kind = i % 4;
      const shelf = await recommender.recommend(
        kind === 0
          ? { model: 'trending-items', limit: 20 }
          : kind === 1
            ? { model: 'bought-together', objectIDs: [id] }
            : { model: 'related-products', objectIDs: [id], limit: 1 + (i % 50) },
      );
      const key = `${kind} ${id} ${kind > 1 ? i % 50 : ''}`;
      const now = JSON.stringify(shelf.items);
      if ((shown.get(key) ?? now) !== now) wrong++;
      shown.set(key, now);
    }
    return wrong;
  }, calls);
}

for (const backend of ['wasm', 'webgpu'] as const) {
  test(`${CALLS} shelves on ${backend} leave no memory behind`, ALONE, async ({ page }) => {
    test.setTimeout(600_000);
    before(hosts, 'vitrine-entry.js', COUNT_BUFFERS);
    await openShop(page, backend);
    const [worker] = page.workers();
    await askFor(page, 200); // warms up
    const start = { heap: await workerHeap(page), buffers: await liveBuffers(worker!) };
    const wrong = await askFor(page, CALLS);
    const growth = (await workerHeap(page)) - start.heap;
    const buffers = (await liveBuffers(worker!)) - start.buffers;
    tellSoak({
      what: `Load: shelves on ${backend}`,
      rounds: CALLS,
      faults: 0,
      wrong,
      growth,
      note: `GPU buffers ${buffers} more`,
    });
    expect(wrong).toBe(0);
    expect(buffers).toBe(0);
    if (backend === 'webgpu') expect(start.buffers).toBeGreaterThan(5);
    expect(growth).toBeLessThan(NOISE);
  });
}

test(
  `${CYCLES} recommenders, each disposed of, leave no worker and no memory behind`,
  ALONE,
  async ({ page }) => {
    test.setTimeout(600_000);
    await openShop(page, 'wasm');
    const cycle = (count: number) =>
      page.evaluate(async (times) => {
        const { open, ids } = (window as unknown as { shop: Shop }).shop;
        let wrong = 0;
        for (let i = 0; i < times; i++) {
          const recommender = await open();
          const shelf = await recommender.recommend({ model: 'related-products', objectIDs: [ids[0]!] });
          if (shelf.items.length === 0) wrong++;
          await recommender.dispose();
        }
        return wrong;
      }, count);
    await cycle(5);
    const start = await pageHeap(page);
    const wrong = await cycle(CYCLES);
    await expect.poll(() => page.workers().length).toBe(1); // the first recommender's
    expect(await countOf(page, 'Worker')).toBe(1);
    const growth = (await pageHeap(page)) - start;
    tellSoak({ what: 'Load: recommenders opened and disposed of', rounds: CYCLES, faults: 0, wrong, growth });
    expect(wrong).toBe(0);
    expect(growth).toBeLessThan(NOISE);
  },
);

test(`with a history of ${EVENTS} events, shelves are still quick`, ALONE, async ({ page }) => {
  test.setTimeout(120_000);
  await openShop(page, 'wasm');
  const empty = await workerHeap(page);
  const { none, full, items } = await page.evaluate(async (count) => {
    const { recommender, ids } = (window as unknown as { shop: Shop }).shop;
    const median = async () => {
      const took: number[] = [];
      for (let i = 0; i < 21; i++)
        took.push((await recommender.recommend({ model: 'recommended-for-you' })).ms);
      return took.sort((a, b) => a - b)[10]!;
    };
    const events = (length: number) =>
      Array.from({ length }, (_, i) => ({
        name: ['view_item', 'view_item_list', 'add_to_cart', 'purchase'][i % 4],
        ids: i % 4 === 1 ? ids.slice(i % 50, (i % 50) + 8) : [ids[i % 40]],
        at: Date.now() - 60_000 * (length - i),
      }));
    const file = (length: number) => ({ format: 'vitrine-profile', version: 1, events: events(length) });
    await recommender.importProfile(file(100));
    const few = await median();
    await recommender.importProfile(file(count));
    const shelf = await recommender.recommend({ model: 'recommended-for-you' });
    return { none: few, full: await median(), items: shelf.items.length };
  }, EVENTS);
  const growth = (await workerHeap(page)) - empty;
  tellSoak({
    what: 'Load: events in the history',
    rounds: EVENTS,
    faults: 0,
    growth,
    note: `a shelf takes ${full.toFixed(1)} ms, after 100 events ${none.toFixed(1)} ms`,
  });
  expect(items).toBe(8);
  expect(full).toBeLessThan(200);
  expect(growth).toBeLessThan(60e6);
});
