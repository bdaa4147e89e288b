import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { EVENT_WEIGHTS } from '../core/history/event.ts';
import { forgotten } from '../core/history/forgotten.ts';
import type { EventName, ShopperEvent } from '../types.ts';
import { didKind, foundIn, pastEvents } from './past-events.ts';

const event = (name: EventName, at: number, ...ids: string[]): ShopperEvent => ({ name, ids, at });
const search = (term: string, at: number): ShopperEvent => ({ ...event('search', at), term });
const titles = new Map([
  ['a', 'Café table'],
  ['b', 'Lamp'],
]);
const NAMES = Object.keys(EVENT_WEIGHTS) as EventName[];

describe('pastEvents', () => {
  it('tells the latest first, and what was done several times once, with the time of the last', () => {
    const events = [event('view_item', 1, 'a'), event('purchase', 2, 'b'), event('dwell', 3, 'a')];
    expect(pastEvents({ events, titles })).toMatchObject([
      { kind: 'view', what: ['Café table'], at: 3 },
      { kind: 'purchase', what: ['Lamp'], at: 2 },
    ]);
  });

  it('does not say "put in the cart" of what was taken out', () => {
    const events = [event('add_to_cart', 1, 'a'), event('remove_from_cart', 2, 'a')];
    expect(pastEvents({ events, titles }).map(({ kind }) => kind)).toEqual(['uncart', 'cart']);
  });

  it('names an item without a title by its id, and a search by its words', () => {
    const past = pastEvents({ events: [event('view_item', 1, 'x'), search('red lamp', 2)], titles });
    expect(past.map(({ what }) => what)).toEqual([['red lamp'], ['x']]);
  });

  it('stands for events that are gone once all of it is forgotten, and leaves all others', () => {
    const arbitrary = fc.array(
      fc.record({
        name: fc.constantFrom(...NAMES),
        ids: fc.uniqueArray(fc.constantFrom('a', 'b', 'c'), { minLength: 1 }),
        at: fc.integer({ min: 0, max: 5 }),
      }),
      { maxLength: 12 },
    );
    fc.assert(
      fc.property(arbitrary, fc.nat(), (events, pick) => {
        const past = pastEvents({ events, titles });
        const one = past[pick % Math.max(1, past.length)];
        if (!one) return;
        const left = pastEvents({ events: forgotten(events, one.events), titles });
        expect(left.map(({ key }) => key)).not.toContain(one.key);
        const others = forgotten(
          events,
          past.flatMap((other) => [...other.events]),
        );
        expect(others.every(({ name }) => didKind(name) === undefined)).toBe(true);
      }),
    );
  });
});

describe('foundIn', () => {
  const past = pastEvents({
    events: [event('view_item', 1, 'a'), event('purchase', 2, 'b'), search('table lamp', 3)],
    titles,
  });
  const find = (text: string) => foundIn(past, text, (kind) => `Did ${kind}`).map(({ kind }) => kind);

  it.each([
    ['', ['search', 'purchase', 'view']],
    ['  ', ['search', 'purchase', 'view']],
    ['CAFE', ['view']],
    ['lamp', ['search', 'purchase']],
    ['lamp table', ['search']],
    ['purchase', ['purchase']],
    ['chair', []],
  ])('finds of %j: %j', (text, kinds) => {
    expect(find(text)).toEqual(kinds);
  });
});
