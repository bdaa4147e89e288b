import { afterEach, expect, it, vi } from 'vitest';
import { noColumns } from '../core/catalogue.ts';
import { toEvent } from '../core/history/event.ts';
import { randomRows, seeded } from '../core/vectors/random.ts';
import { encodePack } from '../pack/encode.ts';
import type { Item } from '../types.ts';
import { openEngine } from './testing/open-engine.ts';

const items: Item[] = Array.from({ length: 12 }, (_, i) => ({
  id: `sku-${i}`,
  title: `Item ${i}`,
  ids: [`${7000 + i}`, 'of-two', ...(i === 3 ? ['sku-4'] : []), `00${36000291452 + i}`],
  attributes: { colour: [i % 2 ? 'Red' : 'Blue'] },
  rating: 4.5,
  reviewCount: i,
}));

async function shop(change: (files: Map<string, Uint8Array<ArrayBuffer>>) => void = () => undefined) {
  const columns = { ...noColumns(items.length), trend: new Float32Array(items.length).fill(0.5) };
  const { files } = await encodePack({
    items,
    dim: 8,
    embeddings: randomRows(12, 8, seeded(1)),
    columns,
    options: {},
  });
  change(files);
  const asked: string[] = [];
  vi.spyOn(globalThis, 'fetch').mockImplementation((url) => {
    const name = String(url).replace('https://shop.test/pack/', '');
    asked.push(name);
    const file = files.get(name);
    return Promise.resolve(new Response(file ?? null, { status: file ? 200 : 404 }));
  });
  return { engine: await openEngine('https://shop.test/pack/manifest.json', 'js'), asked };
}

afterEach(() => {
  vi.restoreAllMocks();
});

const tracked = (name: 'add_to_cart' | 'mute', item_id: string) =>
  toEvent(name, { items: [{ item_id }] }, Date.now());

it('finds the item of an event by any of its ids, and keeps an id that two items share as it is', async () => {
  const { engine } = await shop();
  for (const id of ['7002', 'sku-4', '36000291457', 'of-two']) await engine.track(tracked('add_to_cart', id));
  await engine.track(tracked('mute', '7009'));
  const { events } = await engine.profile();
  expect(events.map(({ ids }) => ids)).toEqual([['sku-2'], ['sku-4'], ['sku-5'], ['of-two'], ['sku-9']]);
  await engine.dispose();
});

it('keeps the events in the order in which they were told, though some wait for other ids', async () => {
  const { engine } = await shop();
  const told = ['sku-1', '7002', 'sku-3', '7004', '7005', 'sku-6', 'of-two'];
  await Promise.all(told.map((id) => engine.track(tracked('add_to_cart', id))));
  const { events } = await engine.profile();
  const ids = ['sku-1', 'sku-2', 'sku-3', 'sku-4', 'sku-5', 'sku-6', 'of-two'];
  expect(events.map((event) => event.ids[0])).toEqual(ids);
  await engine.dispose();
});

it('answers for an item by another id, in seeds, exclusions and rules', async () => {
  const { engine } = await shop();
  const by = async (objectID: string, exclude: string) => {
    const shelf = await engine.recommend({
      model: 'related-products',
      objectIDs: [objectID],
      exclude: [exclude],
      limit: 12,
      rules: { pin: [{ objectID: exclude === 'sku-5' ? 'sku-7' : '7007', position: 1 }] },
    });
    return shelf.items.map((item) => item.objectID);
  };
  const shown = await by('7003', '7005');
  expect(shown).toEqual(await by('sku-3', 'sku-5'));
  expect(shown[0]).toBe('sku-7');
  expect(shown).not.toContain('sku-5');
  await engine.dispose();
});

it('fetches the details on every visit, and shows attributes once they are there', async () => {
  const { engine, asked } = await shop();
  const early = await engine.recommend({ model: 'trending-items', limit: 1 });
  expect(early.items[0]).toMatchObject({ rating: 4.5 });
  await vi.waitFor(async () => {
    const {
      items: [item],
    } = await engine.recommend({ model: 'trending-items', limit: 1 });
    expect(item!.attributes).toEqual({ colour: ['Blue'] });
  });
  expect(asked.filter((name) => /^(?:ids|attributes)-/.test(name))).toHaveLength(2);
  await engine.dispose();
});

it('serves on without details that are damaged', async () => {
  const { engine } = await shop((files) => {
    for (const name of files.keys()) if (name.startsWith('ids-')) files.set(name, new Uint8Array(9));
  });
  await engine.track(tracked('add_to_cart', '7002'));
  expect((await engine.profile()).events[0]!.ids).toEqual(['7002']);
  expect((await engine.recommend({ model: 'trending-items' })).items).not.toEqual([]);
  await engine.dispose();
});
