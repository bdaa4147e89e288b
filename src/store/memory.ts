import type { EventStore } from '../core/ports.ts';
import type { ShopperEvent } from '../types.ts';

/** Keeps events until the page goes. */
export function createMemoryStore(): EventStore {
  let events: readonly ShopperEvent[] = [];

  return {
    kept: 'memory',
    append: async (event) => {
      events = [...events, event];
      return events.length;
    },
    after: async (place) => events.slice(place).map((event, i) => ({ place: place + i + 1, event })),
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
