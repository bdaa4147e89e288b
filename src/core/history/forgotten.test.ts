import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { EventName, ShopperEvent } from '../../types/events.ts';
import { event } from '../testing/catalogue.ts';
import { EVENT_WEIGHTS } from './event.ts';
import { forgotten } from './forgotten.ts';

const search = { ...event('search', [], 3), term: 'boots' };
const bought: ShopperEvent = {
  ...event('purchase', ['a', 'b'], 4),
  quantities: { a: 2, b: 1 },
  texts: { a: 'A' },
  value: 10,
  currency: 'EUR',
};
const history = [event('view_item', 'a', 1), event('view_item', 'b', 1), search, bought];

describe('forgotten', () => {
  it('drops the events that are named by name and time, and no other', () => {
    expect(forgotten(history, [{ name: 'view_item', at: 1 }])).toEqual([search, bought]);
    expect(forgotten(history, [{ name: 'search', at: 3, ids: [] }])).toEqual([
      ...history.slice(0, 2),
      bought,
    ]);
    expect(forgotten(history, [{ name: 'view_item', at: 2 }])).toEqual(history);
  });

  it('takes only the named items out of an event, and the value of the whole with them', () => {
    expect(forgotten(history, [{ name: 'purchase', at: 4, ids: ['a'] }]).at(-1)).toEqual({
      ...event('purchase', ['b'], 4),
      quantities: { b: 1 },
      currency: 'EUR',
    });
    expect(forgotten(history, [{ name: 'view_item', at: 1, ids: ['a'] }])).toEqual(history.slice(1));
  });

  it('takes several names of one event together', () => {
    const named = { name: 'purchase', at: 4 } as const;
    const both = [
      { ...named, ids: ['a'] },
      { ...named, ids: ['b'] },
    ];
    expect(forgotten(history, both)).toEqual(history.slice(0, 3));
    expect(forgotten(history, [named, { ...named, ids: ['a'] }])).toEqual(history.slice(0, 3));
  });

  it('leaves nothing of events that are named as the history has them, whatever the history', () => {
    const events = fc.array(
      fc.record({
        name: fc.constantFrom(...(Object.keys(EVENT_WEIGHTS) as EventName[])),
        ids: fc.uniqueArray(fc.constantFrom<string>('a', 'b', '__proto__'), { maxLength: 3 }),
        at: fc.integer({ min: 0, max: 3 }),
      }),
    );
    fc.assert(
      fc.property(events, events, (kept, gone) => {
        const left = forgotten([...kept, ...gone], gone);
        for (const { name, at, ids } of gone)
          expect(
            left.filter(
              (one) => one.name === name && one.at === at && one.ids.some((id) => ids.includes(id)),
            ),
          ).toEqual([]);
        expect(forgotten(kept, [])).toEqual(kept);
      }),
    );
  });
});
