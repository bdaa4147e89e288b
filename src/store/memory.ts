import type { EventStore } from '../core/ports.ts';
import type { ShopperEvent } from '../types.ts';

/** Keeps events until the page goes. */
export function createMemoryStore(first: readonly ShopperEvent[] = []): EventStore {
  let events: ShopperEvent[] = [...first];

  return {
    kept: 'memory',
    append: async (event) => {
      for (const one of [event].flat()) events.push(one);
    },
    since: async (mark) => ({ events: events.slice(mark), mark: events.length, whole: mark === undefined }),
    all: async () => [...events],
    replace: async (next) => {
      events = [...next];
    },
    erase: async () => {
      events = [];
    },
    close: () => undefined,
  };
}
