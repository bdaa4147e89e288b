import { afterEach, describe, expect, it, vi } from 'vitest';
import { noColumns, type Columns } from '../../core/catalogue.ts';
import { randomRows, seeded } from '../../core/vectors/random.ts';
import { encodePack } from '../../pack/encode.ts';
import { encodePrices, type PriceChange } from '../../pack/prices.ts';
import type { RecommendOptions } from '../../types.ts';
import { deferred } from '../../wire/deferred.ts';
import { openEngine } from '../testing/open-engine.ts';

const COUNT = 1500;
const DIM = 16;
const FOLDER = 'https://shop.test/pack/';
const TRENDING = { model: 'trending-items' } as const;

/** Items in the order of their trend; nothing else is known of them. */
function trending(): Columns {
  const trend = Float32Array.from({ length: COUNT }, (_, i) => 1 - i / COUNT);
  return { ...noColumns(COUNT), trend };
}

/** Popular, trending and new items are different ones. */
function unlike(): Columns {
  const random = seeded(7);
  const column = () => Float32Array.from({ length: COUNT }, () => random() ** 3);
  return { ...noColumns(COUNT), popularity: column(), trend: column(), fresh: column() };
}

/**
 * A pack of several shards.
 *
 * @param options.held Whether the later shards wait for `release`.
 * @param options.prices What the file of prices says at first; without it the pack has no such file.
 * @param options.pricesAfter What the file of prices waits for.
 */
async function open({
  prices,
  held = false,
  columns = trending(),
  pricesAfter = Promise.resolve(),
}: {
  prices?: Record<string, PriceChange>;
  held?: boolean;
  columns?: Columns;
  pricesAfter?: Promise<void>;
} = {}) {
  const { files } = await encodePack({
    items: Array.from({ length: COUNT }, (_, i) => ({ id: `sku-${i}`, title: `Thing ${i}`, price: i })),
    dim: DIM,
    embeddings: randomRows(COUNT, DIM, seeded(1)),
    columns,
    ...(prices && { prices: 'prices.json' }),
    options: {},
  });
  const setPrices = (changes: Record<string, PriceChange>) =>
    files.set('prices.json', encodePrices(new Map(Object.entries(changes))));
  if (prices) setPrices(prices);
  const { shards } = JSON.parse(new TextDecoder().decode(files.get('manifest.json'))) as {
    shards: { vectors: { file: string } }[];
  };
  const late = new Set(shards.slice(1).map(({ vectors }) => vectors.file));
  const asked: string[] = [];
  let broken = false;
  const { promise: gate, resolve: release } = deferred();
  if (!held) release();
  vi.spyOn(globalThis, 'fetch').mockImplementation(async (url) => {
    const name = String(url).replace(FOLDER, '');
    asked.push(name);
    if (late.has(name)) await gate;
    if (name === 'prices.json') await pricesAfter;
    const file = late.has(name) && broken ? undefined : files.get(name);
    return new Response(file ?? null, { status: file ? 200 : 404 });
  });
  const engine = await openEngine(`${FOLDER}manifest.json`, 'auto');
  const shelf = async (options: RecommendOptions) =>
    (await engine.recommend(options)).items.map(({ objectID }) => objectID);
  const breakRest = () => {
    broken = true;
    release();
  };
  return { engine, shelf, release, breakRest, setPrices, asked, first: shards.length };
}

const isWaiting = (call: Promise<unknown>) =>
  Promise.race([call.then(() => false), new Promise((resolve) => setTimeout(() => resolve(true), 150))]);

afterEach(() => {
  vi.restoreAllMocks();
});

describe('a pack whose first shard has come and whose other shards have not', () => {
  it('gives the shelves of the whole pack, and emits no change when the whole comes', async () => {
    const { engine, shelf, release, first } = await open({ held: true });
    expect(first).toBeGreaterThan(1);
    let changes = 0;
    engine.onChange(() => changes++);
    const early = await shelf(TRENDING);
    const cold = await shelf({ model: 'recommended-for-you' });
    expect(early).toEqual(['sku-0', 'sku-1', 'sku-2', 'sku-3', 'sku-4', 'sku-5', 'sku-6', 'sku-7']);
    release();
    expect((await engine.profile()).items).toBe(COUNT); // all of it is there now
    expect(await shelf(TRENDING)).toEqual(early);
    expect(await shelf({ model: 'recommended-for-you' })).toEqual(cold);
    expect(changes).toBe(0);
    await engine.dispose();
  });

  it('gives no shelf that the whole pack would not give, whatever the filters and rules', async () => {
    const requests: RecommendOptions[] = [
      { filters: {} },
      { filters: { minPrice: 1000 } },
      { filters: { maxPrice: 20 } },
      { limit: 100 },
      { threshold: 0.5 },
      { exclude: ['sku-1', 'sku-2'] },
      { include: ['sku-3', 'sku-1400'] },
      { rules: { boost: [{ filters: { minPrice: 1400 } }] } },
      { rules: { boost: [{ objectIDs: ['sku-1400'] }] } },
      { rules: { bury: [{ filters: { maxPrice: 1400 }, by: 1 }] } },
      { rules: { pin: [{ objectID: 'sku-1400', position: 1 }] } },
      { rules: { diversity: 0.5 } },
    ].flatMap((options) => [
      { ...options, model: 'trending-items' as const },
      { ...options, model: 'recommended-for-you' as const },
    ]);
    const { engine, shelf, release } = await open({ held: true, columns: unlike() });
    const calls = requests.map(shelf);
    const early = await Promise.all(calls.map(async (call) => ((await isWaiting(call)) ? undefined : call)));
    release(undefined);
    await Promise.all(calls);
    for (const [i, request] of requests.entries())
      if (early[i]) expect([request, early[i]]).toEqual([request, await shelf(request)]);
    expect(early.filter(Boolean).length).toBeGreaterThan(3);
    expect(early[1]).toHaveLength(8); // a new shopper's shelf does not wait
    await engine.dispose();
  });

  it('waits with calls that the other shards could change', async () => {
    const { engine, shelf, release } = await open({ held: true });
    const related = shelf({ model: 'related-products', objectIDs: ['sku-3'], threshold: -1 });
    const event = { name: 'view_item', ids: [`sku-${COUNT - 1}`], at: Date.now() } as const;
    const tracked = engine.track(event);
    const many = shelf({ ...TRENDING, include: [`sku-${COUNT - 2}`] });
    for (const call of [related, tracked, many]) expect(await isWaiting(call)).toBe(true);
    release();
    expect(await related).toHaveLength(8);
    await tracked;
    expect((await engine.profile()).events).toMatchObject([{ ids: [`sku-${COUNT - 1}`] }]);
    expect(await many).toEqual([`sku-${COUNT - 2}`]);
    await engine.dispose();
  });

  it('goes on answering from the first shard if the others fail, and says why other calls fail', async () => {
    const { engine, shelf, breakRest } = await open({ held: true });
    breakRest();
    expect(await shelf(TRENDING)).toHaveLength(8);
    await expect(shelf({ model: 'related-products', objectIDs: ['sku-3'] })).rejects.toMatchObject({
      code: 'pack-load',
    });
    await engine.dispose();
  });
});

describe('a pack with a file of prices', () => {
  it('serves its first shelf while the file does not come, and emits a change when it comes', async () => {
    const silent = deferred();
    const began = performance.now();
    const { engine, shelf, asked, setPrices } = await open({ prices: {}, pricesAfter: silent.promise });
    setPrices({ 'sku-0': { price: 7 } });
    expect((await shelf(TRENDING))[0]).toBe('sku-0');
    expect(performance.now() - began).toBeLessThan(5000); // a silent host is given up after 20 seconds
    await engine.profile(); // the whole pack is there
    const changed = vi.fn();
    engine.onChange(changed);
    silent.resolve();
    await expect.poll(() => changed.mock.calls.length).toBe(1);
    expect((await engine.recommend(TRENDING)).items[0]).toMatchObject({ objectID: 'sku-0', price: 7 });
    expect(asked.filter((name) => name === 'prices.json')).toHaveLength(1);
    await engine.dispose();
  });

  it('has the prices on the first shelf if they come in time, and asks for them once', async () => {
    const { promise: pricesAfter, resolve } = deferred();
    setTimeout(resolve, 50);
    const { engine, asked, release } = await open({
      prices: { 'sku-0': { price: 7 } },
      held: true,
      pricesAfter,
    });
    expect((await engine.recommend(TRENDING)).items[0]).toMatchObject({ objectID: 'sku-0', price: 7 });
    release();
    await engine.profile(); // the whole pack is there
    expect((await engine.recommend(TRENDING)).items[0]).toMatchObject({ objectID: 'sku-0', price: 7 });
    expect(asked.filter((name) => name === 'prices.json')).toHaveLength(1);
    await engine.dispose();
  });

  it('hides an item that is sold out when prices are read again, and shows it again when it is back', async () => {
    const { engine, shelf, setPrices } = await open({ prices: {} });
    await engine.profile();
    let changes = 0;
    engine.onChange(() => changes++);
    setPrices({ 'sku-0': { price: 0, availability: 'out_of_stock' }, 'sku-1': { price: 99 } });
    expect((await shelf(TRENDING))[0]).toBe('sku-0');
    await engine.refreshPrices();
    expect(changes).toBe(1);
    const { items } = await engine.recommend(TRENDING);
    expect(items[0]).toMatchObject({ objectID: 'sku-1', price: 99 });
    await engine.refreshPrices();
    expect(changes).toBe(1); // nothing new
    setPrices({});
    await engine.refreshPrices();
    expect((await engine.recommend(TRENDING)).items.slice(0, 2)).toMatchObject([
      { objectID: 'sku-0', price: 0 },
      { objectID: 'sku-1', price: 1 },
    ]);
    await engine.dispose();
  });

  it('keeps the last prices if the file is damaged or missing', async () => {
    const { engine, setPrices } = await open({ prices: {} });
    await engine.profile();
    setPrices({ 'sku-0': { price: 5 } });
    await engine.refreshPrices();
    vi.spyOn(globalThis, 'fetch').mockImplementation(() => Promise.resolve(new Response('<!doctype html>')));
    await engine.refreshPrices();
    expect((await engine.recommend(TRENDING)).items[0]).toMatchObject({ objectID: 'sku-0', price: 5 });
    await engine.dispose();
  });
});
