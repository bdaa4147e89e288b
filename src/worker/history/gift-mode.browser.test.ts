import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { toEvent } from '../../core/history/event.ts';
import { randomRows, seeded } from '../../core/vectors/random.ts';
import { noColumns } from '../../core/catalogue.ts';
import { encodePack } from '../../pack/encode.ts';
import type { EventName, ProfileFile } from '../../types.ts';
import type { Engine } from '../engine.ts';
import { openEngine } from '../testing/open-engine.ts';

const IDS = Array.from({ length: 12 }, (_, i) => `sku-${i}`);
let engine: Engine;
let at = 1;

beforeEach(async () => {
  const columns = noColumns(IDS.length);
  columns.trend.fill(0.5);
  const { files } = await encodePack({
    items: IDS.map((id) => ({ id, title: `Title of ${id}` })),
    dim: 8,
    embeddings: randomRows(IDS.length, 8, seeded(1)),
    columns,
    options: {},
  });
  vi.spyOn(globalThis, 'fetch').mockImplementation((url) => {
    const file = files.get(String(url).replace('https://shop.test/pack/', ''));
    return Promise.resolve(new Response(file ?? null, { status: file ? 200 : 404 }));
  });
  engine = await openEngine('https://shop.test/pack/manifest.json', 'js');
});
afterEach(async () => {
  vi.restoreAllMocks();
  await engine.dispose();
});

const track = (name: EventName, id: string, order?: string) =>
  engine.track(toEvent(name, { items: [{ item_id: id }] }, Date.now() - 1000 + at++), [], {
    transaction_id: order,
  });
const viewed = async () => {
  const { items } = await engine.recommend({ model: 'recently-viewed' });
  return items.map(({ objectID }) => objectID);
};
const history = async () => (await engine.profile()).events.map(({ name, ids }) => `${name} ${ids.join()}`);

describe('gift mode', () => {
  it('ranks by what is done meanwhile alone, and keeps it out of profile, history and files', async () => {
    await track('view_item', 'sku-1');
    await engine.setGiftMode(true);
    expect(await viewed()).toEqual([]);
    await track('view_item', 'sku-2');
    expect(await viewed()).toEqual(['sku-2']);
    const profile = await engine.profile();
    expect(profile).toMatchObject({ giftMode: true, interests: [{ objectIDs: ['sku-1'] }] });
    expect(await history()).toEqual(['view_item sku-1']);
    expect(((await engine.exportProfile()) as ProfileFile).events).toEqual(profile.events);
    expect(engine.verify().stored.events).toBe(1);
    await engine.setGiftMode(false);
    expect(await viewed()).toEqual(['sku-1']);
    expect(await history()).toEqual(['view_item sku-1']);
  });

  it('begins anew each time, and goes on if it is turned on twice', async () => {
    await engine.setGiftMode(true);
    await track('view_item', 'sku-2');
    await engine.setGiftMode(true);
    expect(await viewed()).toEqual(['sku-2']);
    await engine.setGiftMode(false);
    await engine.setGiftMode(true);
    expect(await viewed()).toEqual([]);
  });

  it('takes what the shopper says of their own interests to their history', async () => {
    await track('view_item', 'sku-1');
    await engine.setGiftMode(true);
    await track('less', 'sku-1');
    expect((await engine.profile()).interests).toMatchObject([{ less: true }]);
    await engine.setGiftMode(false);
    expect(await history()).toEqual(['view_item sku-1', 'less sku-1']);
  });

  it('does not count the order of a present if its page is opened again afterwards', async () => {
    await engine.setGiftMode(true);
    await track('purchase', 'sku-3', 'T1');
    await engine.setGiftMode(false);
    await track('purchase', 'sku-3', 'T1');
    await track('purchase', 'sku-4', 'T2');
    expect(await history()).toEqual(['purchase sku-4']);
  });

  it('is gone with an erasure, and the mode stays', async () => {
    await engine.setGiftMode(true);
    await track('view_item', 'sku-2');
    await engine.eraseProfile();
    expect(await viewed()).toEqual([]);
    expect((await engine.profile()).giftMode).toBe(true);
  });

  it('is taken up again by a page whose tab was in it, unless another tab has ended it', async () => {
    expect(await engine.resumeGiftMode()).toBe(true);
    await track('view_item', 'sku-2');
    expect(await engine.resumeGiftMode()).toBe(true);
    expect(await viewed()).toEqual(['sku-2']);
    await engine.setGiftMode(false);
    expect(await engine.resumeGiftMode()).toBe(false);
  });

  it('tells the pages of every change', async () => {
    const changes = vi.fn();
    engine.onChange(changes);
    await engine.setGiftMode(true);
    await track('view_item', 'sku-2');
    await engine.setGiftMode(false);
    expect(changes).toHaveBeenCalledTimes(3);
  });
});

describe('forget', () => {
  it('takes events out of history and shelves, and no other', async () => {
    for (const id of ['sku-1', 'sku-2', 'sku-3']) await track('view_item', id);
    const { events, titles } = await engine.profile();
    expect(titles.get('sku-2')).toBe('Title of sku-2');
    await engine.forget([events[1]]);
    expect(await viewed()).toEqual(['sku-3', 'sku-1']);
    expect(await history()).toEqual(['view_item sku-1', 'view_item sku-3']);
  });

  it('refuses what names no event', async () => {
    await expect(engine.forget([{ name: 'view' }])).rejects.toMatchObject({ code: 'bad-argument' });
    await expect(engine.forget(undefined)).rejects.toMatchObject({ code: 'bad-argument' });
  });
});
