import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { EventStore } from '../core/ports.ts';
import type { ShopperEvent } from '../types.ts';

const view = (id: string, at = 1): ShopperEvent => ({ name: 'view_item', ids: [id], at });

/** What every event store must do. */
export function storeContract(name: string, create: () => EventStore): void {
  describe(name, () => {
    let store: EventStore;
    beforeEach(() => {
      store = create();
    });
    afterEach(() => store.erase());

    it('gives events back in the order they came', async () => {
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

    it('gives each event a place behind the one before, and what is behind a place', async () => {
      const places = [
        await store.append(view('a')),
        await store.append(view('b')),
        await store.append(view('c')),
      ];
      expect(places).toEqual([places[0]!, places[0]! + 1, places[0]! + 2]);
      expect(await store.after(places[0]!)).toEqual([
        { place: places[1], event: view('b') },
        { place: places[2], event: view('c') },
      ]);
      expect(await store.after(0)).toHaveLength(3);
      expect(await store.after(places[2]!)).toEqual([]);
    });

    it('replaces all events at once', async () => {
      await store.append(view('old'));
      await store.replace([view('new'), view('newer')]);
      expect(await store.all()).toEqual([view('new'), view('newer')]);
    });

    it('is empty after erasing, and takes events again', async () => {
      await store.append(view('a'));
      await store.erase();
      expect(await store.all()).toEqual([]);
      await store.append(view('b'));
      expect(await store.all()).toEqual([view('b')]);
    });

    it('does not change what it has given out', async () => {
      await store.append(view('a'));
      const before = await store.all();
      await store.append(view('b'));
      expect(before).toEqual([view('a')]);
    });
  });
}
