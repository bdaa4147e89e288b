import { afterEach, expect, it, vi } from 'vitest';
import { VitrineError } from '../../errors.ts';
import { Engine } from '../engine.ts';

afterEach(() => {
  vi.restoreAllMocks();
});

it('reads a feed again for a page that joins a minute later, and shows its prices of now', async () => {
  let price = 5;
  let now = 0;
  vi.spyOn(performance, 'now').mockImplementation(() => now);
  const asked = vi.spyOn(globalThis, 'fetch').mockImplementation(() => {
    const feed = ['a', 'b', 'c'].map((id) => ({ id, title: `Lamp ${id}`, price }));
    return Promise.resolve(new Response(JSON.stringify(feed)));
  });
  const engine = await Engine.open(
    {
      source: { feed: 'https://shop.test/feed.json', model: 'https://shop.test/model/' },
      persist: 'memory',
      retentionDays: 90,
      backend: 'js',
      provider: 'wasm',
      approximate: false,
      gpc: false,
    },
    {
      embed: (_, texts) =>
        Promise.resolve({ vectors: texts.map(() => Float32Array.of(1, 0, 0, 0)), provider: 'wasm' }),
      overwrite: () => Promise.reject(new VitrineError('store', 'this test keeps nothing on the disk')),
      warn: () => undefined,
    },
  );
  const shown = async () => {
    const { items } = await engine.recommend({ model: 'related-products', objectIDs: ['a'], limit: 2 });
    return items.map((item) => item.price);
  };
  const changed = vi.fn();
  engine.onChange(changed);
  price = 4;
  await engine.rejoin();
  expect([await shown(), asked.mock.calls.length]).toEqual([[5, 5], 1]);
  now = 60_000;
  await engine.rejoin();
  expect([await shown(), changed.mock.calls.length]).toEqual([[4, 4], 1]);
  now = 120_000;
  await engine.rejoin(); // nothing has changed
  expect([changed.mock.calls.length, asked.mock.calls.length]).toEqual([1, 3]);
  await engine.dispose();
});
