import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { EventStore } from '../core/ports.ts';
import type { ShopperEvent } from '../types.ts';

const NOW = Date.now();
const view = (id: string, at = 1): ShopperEvent => ({ name: 'view_item', ids: [id], at: NOW + at });

/** What every event store must do. */
export function storeContract(name: string, create: () => EventStore): void {
  describe(name, () => {
    let store: EventStore;
    beforeEach(() => {
      store = create();
    });
    afterEach(() => store.erase());

    it('gives events back in the order in which they came', async () => {
      await store.append(view('b', 2));
      await store.append(view('a', 1));
      expect(await store.all()).toEqual([view('b', 2), view('a', 1)]);
    });

    it('keeps the order of writes that were not waited for', async () => {
      await Promise.all(Array.from({ length: 20 }, (_, i) => store.append(view(`${i}`))));
      expect((await store.all()).map((event) => event.ids[0])).toEqual(
        Array.from({ length: 20 }, (_, i) => `${i}`),
      );
    });

    it('gives a reader the events that have come since it last read, and a new reader all events', async () => {
      await store.append(view('a'));
      const first = await store.since(undefined);
      expect(first).toMatchObject({ events: [view('a')], whole: true });
      await store.append(view('b'));
      await store.append(view('c'));
      const second = await store.since(first.mark);
      expect(second).toMatchObject({ events: [view('b'), view('c')], whole: false });
      expect(await store.since(second.mark)).toEqual({ events: [], mark: second.mark, whole: false });
      expect((await store.since(undefined)).events).toHaveLength(3);
    });

    it('tells a reader who had read everything that its own event need not be read back', async () => {
      await store.append(view('a'));
      const { mark } = await store.since(undefined);
      const next = await store.append(view('b'), mark);
      expect(next).toBeGreaterThan(mark);
      expect(await store.since(next)).toEqual({ events: [], mark: next, whole: false });
      await store.append(view('c'), next);
      expect((await store.since(next)).events).toEqual([view('c')]);
    });

    it('tells a reader who had not read everything to read on', async () => {
      await store.append(view('a'));
      const { mark } = await store.since(undefined);
      await store.append(view('b'));
      expect(await store.append(view('c'), mark)).toBeUndefined();
      expect((await store.since(mark)).events).toEqual([view('b'), view('c')]);
      expect(await store.append(view('d'))).toBeUndefined();
    });

    it('appends several events at once, and an empty list', async () => {
      await store.append([view('a'), view('b')]);
      await store.append([]);
      expect(await store.all()).toEqual([view('a'), view('b')]);
    });

    it('gives a reader all events again after they were replaced', async () => {
      await store.append([view('a'), view('b')]);
      const { mark } = await store.since(undefined);
      await store.replace([view('c')]);
      const anew = await store.since(undefined);
      expect(anew).toMatchObject({ events: [view('c')], whole: true });
      await store.append(view('d'));
      expect((await store.since(anew.mark)).events).toEqual([view('d')]);
      expect(mark).toBeGreaterThan(0);
    });

    it('makes all events anew from those that it has', async () => {
      for (const id of ['a', 'b', 'c']) await store.append(view(id));
      await store.replace((events) => events.filter(({ ids }) => ids[0] !== 'b'));
      expect(await store.all()).toEqual([view('a'), view('c')]);
      await store.append(view('d'));
      expect(await store.all()).toEqual([view('a'), view('c'), view('d')]);
    });

    it('replaces all events at once', async () => {
      await store.append(view('old'));
      await store.replace([view('new'), view('newer')]);
      expect(await store.all()).toEqual([view('new'), view('newer')]);
    });

    it('is empty after it was erased, and takes events again', async () => {
      await store.append(view('a'));
      await store.erase();
      expect(await store.all()).toEqual([]);
      await store.append(view('b'));
      expect(await store.all()).toEqual([view('b')]);
    });

    it('does not change a list that it has returned', async () => {
      await store.append(view('a'));
      const before = await store.all();
      await store.append(view('b'));
      expect(before).toEqual([view('a')]);
    });
  });
}
