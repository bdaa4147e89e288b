import fc from 'fast-check';
import { expect, it } from 'vitest';
import type { EventName, ShopperEvent } from '../types.ts';
import { columnsOf, eventsOf, type EventColumns } from './event-columns.ts';

const anEvent: fc.Arbitrary<ShopperEvent> = fc.record(
  {
    name: fc.constantFrom<EventName>('view_item', 'search', 'purchase', 'mute'),
    ids: fc.array(fc.string({ unit: 'binary' }), { maxLength: 3 }),
    at: fc.double({ noNaN: true, noDefaultInfinity: true, min: 0 }),
    term: fc.string(),
    queryID: fc.uuid(),
    texts: fc.dictionary(
      fc.string().filter((key) => key !== '__proto__'),
      fc.string(),
    ),
  },
  { requiredKeys: ['name', 'ids', 'at'], noNullPrototype: true },
);

it('gives the same events after a trip through columns and JSON', () => {
  fc.assert(
    fc.property(fc.array(anEvent), (events) => {
      const read = JSON.parse(JSON.stringify(columnsOf(events))) as EventColumns;
      expect(eventsOf(read)).toEqual(events);
    }),
  );
});

it('keeps one copy of a name, however many events have it', () => {
  const events = Array.from(
    { length: 50 },
    (_, i) => ({ name: 'view_item', ids: [`item-${i}`], at: i }) as const,
  );
  expect(JSON.stringify(columnsOf(events)).match(/view_item/g)).toHaveLength(1);
});
