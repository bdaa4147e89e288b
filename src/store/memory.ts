import type { EventStore } from '../core/ports.ts';
import type { ShopperEvent } from '../types.ts';

/** Keeps events as long as its engine lives. A mark is how many events have been read. */
export function createMemoryStore(first: readonly ShopperEvent[] = []): EventStore {
  let events: ShopperEvent[] = [...first];

  return {
    kept: 'memory',
    append: async (event, mark) => {
      const hasReadAll = mark === events.length;
      for (const one of [event].flat()) events.push(one);
      return hasReadAll ? events.length : undefined;
    },
    since: async (mark) => ({ events: events.slice(mark), mark: events.length, whole: mark === undefined }),
    all: async () => [...events],
    replace: async (next) => {
      events = [...(typeof next === 'function' ? next(events) : next)];
    },
    erase: async () => {
      events = [];
    },
    close: () => undefined,
  };
}
